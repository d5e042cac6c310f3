-- The pairs of every entity of one part: all of them at once would not fit into the memory that a
-- large archive leaves. In order, so that a name's pairs lie together: who looks some up passes over
-- the others, and the names are said once for many rows.
WITH pairs AS (
    SELECT
        a.entity AS one,
        b.entity AS other,
        count(*) AS articles,
        count(DISTINCT a.story) AS stories,
        min(a.published_date) AS first_seen,
        max(a.published_date) AS last_seen
    FROM paired_uses AS a
    JOIN paired_uses AS b ON a.article = b.article AND a.entity < b.entity
    WHERE a.entity % $parts = $part
    GROUP BY a.entity, b.entity
)

SELECT
    one.entity_id AS entity_a,
    other.entity_id AS entity_b,
    pairs.articles, pairs.stories, pairs.first_seen, pairs.last_seen
FROM pairs
JOIN paired_names AS one ON one.entity = pairs.one
JOIN paired_names AS other ON other.entity = pairs.other
ORDER BY entity_a, entity_b
