-- Which places are mentioned in most articles?
-- days integer: how many days back
-- as_of date: the last day, else the latest of all
-- outlet text: outlet
-- limit integer = 20: how many rows
SELECT entities.name, entities.country_code AS country, count(DISTINCT articles.article_id) AS articles,
    count(*) AS mentions, min(articles.published_date) AS first_seen,
    max(articles.published_date) AS last_seen
FROM mentions
JOIN articles USING (article_id)
JOIN entities USING (entity_id)
WHERE entities.label IN ('GPE', 'LOC')
    AND in_period(articles.published_date, $as_of, $days)
    AND ($outlet IS NULL OR lower(articles.outlet) = lower($outlet))
GROUP BY entities.entity_id, entities.name, entities.country_code
ORDER BY articles DESC, mentions DESC, entities.name, entities.entity_id
LIMIT $limit
