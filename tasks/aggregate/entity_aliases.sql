-- One row a form; its reason is that of the surest article that uses it.
SELECT
    resolved_entities.entity_id,
    mentions.surface AS alias,
    count(*) AS mentions,
    arg_max(resolved_entities.method, reason) AS method,
    max(resolved_entities.score) AS score,
    arg_max(resolved_entities.evidence, reason) AS evidence
FROM (
    SELECT
        resolved_entities.*,
        (score, method, evidence) AS reason
    FROM resolved_entities
) AS resolved_entities
JOIN mentions USING (article_key, entity)
GROUP BY resolved_entities.entity_id, mentions.surface
