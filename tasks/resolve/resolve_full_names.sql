-- A name in full is its own entity; bare surnames that are touched are left to be resolved.
DELETE FROM resolved_entities
WHERE (article_key, entity) IN (
    SELECT article_key, entity
    FROM surname_uses
    WHERE bare
);
INSERT INTO resolved_entities BY NAME
SELECT
    article_key, entity, entity_id, coalesce(method, 'name') AS method,
    coalesce(score, 1.0) AS score, coalesce(evidence, key) AS evidence, label
FROM entity_keys
WHERE article_key IN (SELECT article_key FROM pending WHERE stage = 'resolve')
    AND NOT (bare AND coalesce(surname IN (SELECT surname FROM touched_surnames), false));
