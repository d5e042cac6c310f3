CREATE OR REPLACE TEMP VIEW entity_counts AS
SELECT
    mentions.entity_id,
    count(*) AS mentions,
    count(DISTINCT mentions.article_id) AS articles,
    min(articles.published_date) AS first_seen,
    max(articles.published_date) AS last_seen
FROM news.mentions
JOIN news.articles USING (article_id)
GROUP BY mentions.entity_id
