SELECT
    articles.published_date AS day,
    mentions.entity_id,
    count(*) AS mentions,
    count(DISTINCT articles.article_id) AS articles,
    count(DISTINCT coalesce(articles.duplicate_of, articles.article_id)) AS independent_articles,
    count(DISTINCT articles.story_id) AS stories
FROM news.mentions
JOIN news.articles USING (article_id)
WHERE articles.published_date IS NOT NULL
GROUP BY articles.published_date, mentions.entity_id
