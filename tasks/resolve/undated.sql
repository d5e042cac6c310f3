-- Undated articles among some, and the days of the dated members of their stories.
SELECT articles.article_key, list(DISTINCT siblings.published_date ORDER BY siblings.published_date)
FROM articles
JOIN story_members USING (article_key)
JOIN story_members AS mates USING (story_id)
JOIN articles AS siblings ON siblings.article_key = mates.article_key
WHERE articles.article_key IN (FROM keys)
    AND articles.published_date IS NULL
    AND siblings.published_date IS NOT NULL
GROUP BY articles.article_key
ORDER BY articles.article_key
