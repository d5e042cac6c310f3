CREATE MACRO new_pairs(as_of := NULL, days := 7) AS TABLE
SELECT
    entity_pairs.first_seen AS day,
    a.name AS name_a,
    a.label AS label_a,
    b.name AS name_b,
    b.label AS label_b,
    entity_pairs.articles,
    entity_pairs.stories,
    coalesce(a.first_seen < entity_pairs.first_seen AND b.first_seen < entity_pairs.first_seen,
        false) AS both_known,
    entity_pairs.entity_a,
    entity_pairs.entity_b
FROM entity_pairs
JOIN entities AS a ON a.entity_id = entity_pairs.entity_a
JOIN entities AS b ON b.entity_id = entity_pairs.entity_b
WHERE entity_pairs.first_seen <= coalesce(CAST(as_of AS DATE), latest_day())
    AND entity_pairs.first_seen
        > coalesce(CAST(as_of AS DATE), latest_day()) - CAST(days AS INTEGER)
ORDER BY both_known DESC, entity_pairs.articles DESC, day DESC, name_a, name_b;
COMMENT ON MACRO TABLE new_pairs IS
    'Entities seen together for the first time in the `days` up to `as_of`';
