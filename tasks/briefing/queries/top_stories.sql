-- Which stories of the period have most independent outlets, then most articles?
WITH titled AS (
    SELECT articles.story_id, arg_max(articles.title, story_articles.similarity) AS title
    FROM articles
    JOIN story_articles USING (article_id)
    WHERE articles.title IS NOT NULL
    GROUP BY articles.story_id
)

SELECT
    coverage.story_id, coalesce(titled.title, coverage.headline || ' …') AS headline,
    coverage.articles, coverage.outlets, coverage.independent_outlets,
    coverage.independent_articles, coverage.copies, coverage.sources, coverage.voices,
    coverage.first_published, stories.last_published
FROM v_independent_coverage AS coverage
JOIN stories USING (story_id)
LEFT JOIN titled USING (story_id)
WHERE coverage.story_id IN (
    SELECT story_id FROM articles WHERE in_period(published_date, $as_of, $days)
)
QUALIFY coverage.articles > 1 OR row_number() OVER (
    ORDER BY coverage.independent_outlets DESC, coverage.articles DESC,
        stories.last_published DESC, coverage.story_id
) <= 3
ORDER BY coverage.independent_outlets DESC, coverage.articles DESC,
    stories.last_published DESC, coverage.story_id
LIMIT 7
