-- Which places are in most articles of the period, and where are they?
SELECT entities.name, entities.country_code, entities.latitude, entities.longitude,
    count(DISTINCT articles.article_id) AS articles
FROM mentions
JOIN articles USING (article_id)
JOIN entities USING (entity_id)
WHERE entities.label IN ('GPE', 'LOC') AND entities.latitude IS NOT NULL
    AND in_period(articles.published_date, $as_of, $days)
GROUP BY ALL
ORDER BY articles DESC, entities.name
LIMIT 60
