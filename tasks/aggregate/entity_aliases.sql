-- One row a form; its reason is that of the surest article that uses it. A form that is the fullest
-- name of its own article, but not the name most articles give, is another spelling of it.
WITH forms AS (
    SELECT
        resolved_entities.entity_id,
        article_aliases.alias,
        article_aliases.mentions,
        CASE
            WHEN resolved_entities.method <> 'name'
                THEN (
                    resolved_entities.score, resolved_entities.method, resolved_entities.evidence
                )
            WHEN article_aliases.method = 'same name' AND article_aliases.alias <> entities.name
                THEN (0.95, 'spelling', article_aliases.alias || ' = ' || entities.name)
            ELSE (article_aliases.score, article_aliases.method, article_aliases.evidence)
        END AS reason
    FROM article_aliases
    JOIN resolved_entities USING (article_key, entity)
    JOIN news.entities USING (entity_id)
)

SELECT
    entity_id, alias,
    sum(mentions)::BIGINT AS mentions,
    max(reason)[2] AS method,
    max(reason)[1] AS score,
    max(reason)[3] AS evidence
FROM forms
GROUP BY entity_id, alias
