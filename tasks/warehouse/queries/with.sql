-- Who and what is mentioned together with somebody?
-- entity text required: name, or part of a name
-- days integer: how many days back
-- as_of date: the last day, else the latest of all
-- limit integer = 20: how many rows
WITH asked AS (
    SELECT DISTINCT mentions.article_id
    FROM mentions
    JOIN articles USING (article_id)
    WHERE mentions.entity_id IN (FROM entities_named($entity))
        AND in_period(articles.published_date, $as_of, $days)
)

SELECT entities.name, entities.label, count(DISTINCT mentions.article_id) AS articles
FROM mentions
JOIN asked USING (article_id)
JOIN entities USING (entity_id)
WHERE mentions.entity_id NOT IN (FROM entities_named($entity))
GROUP BY entities.entity_id, entities.name, entities.label
ORDER BY articles DESC, entities.name, entities.entity_id
LIMIT $limit
