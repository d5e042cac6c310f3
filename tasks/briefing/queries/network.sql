-- Which people are named in the same articles of the period?
WITH present AS (
    SELECT DISTINCT mentions.article_id, mentions.entity_id
    FROM mentions
    JOIN articles USING (article_id)
    JOIN entities USING (entity_id)
    WHERE entities.label = 'PERSON' AND articles.duplicate_of IS NULL
        AND in_period(articles.published_date, $as_of, $days)
)

SELECT a.name AS one, b.name AS other, count(*) AS articles
FROM present AS left_side
JOIN present AS right_side
    ON right_side.article_id = left_side.article_id
    AND right_side.entity_id > left_side.entity_id
JOIN entities AS a ON a.entity_id = left_side.entity_id
JOIN entities AS b ON b.entity_id = right_side.entity_id
GROUP BY left_side.entity_id, right_side.entity_id, a.name, b.name
ORDER BY articles DESC, one, other
LIMIT 60
