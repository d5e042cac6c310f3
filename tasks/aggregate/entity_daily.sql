SELECT
    published.published_date AS day,
    mentions.entity_id,
    count(*) AS mentions,
    count(DISTINCT published.article_id) AS articles,
    count(DISTINCT story_members.copy_group) AS independent_articles,
    count(DISTINCT published.story_id) AS stories
FROM news.mentions
JOIN news.articles AS published USING (article_id)
JOIN articles ON articles.article_id = published.article_id
JOIN story_members USING (article_key)
WHERE published.published_date IS NOT NULL
GROUP BY published.published_date, mentions.entity_id
