-- Which people are in most independent reports of the period?
SELECT
    entities.name,
    count(DISTINCT coalesce(articles.duplicate_of, articles.article_id)) AS articles,
    count(DISTINCT articles.outlet) AS outlets
FROM mentions
JOIN articles USING (article_id)
JOIN entities USING (entity_id)
WHERE entities.label = 'PERSON' AND in_period(articles.published_date, $as_of, $days)
GROUP BY entities.entity_id, entities.name
ORDER BY articles DESC, outlets DESC, entities.name
LIMIT 12
