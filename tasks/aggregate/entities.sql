-- The name is the form that most articles give, then the longest, then the first by alphabet.
WITH forms AS (
    SELECT
        resolved_entities.entity_id, article_entities.name,
        coalesce(resolved_entities.label, article_entities.label) AS label,
        count(*) FILTER (NOT article_entities.bare) AS full_uses,
        count(*) AS uses
    FROM resolved_entities
    JOIN article_entities USING (article_key, entity)
    GROUP BY ALL
),

names AS (
    SELECT entity_id, name, label
    FROM forms
    QUALIFY row_number() OVER (
        PARTITION BY entity_id ORDER BY full_uses DESC, uses DESC, length(name) DESC, name, label
    ) = 1
),

places AS (
    SELECT
        resolved_entities.entity_id, article_entities.country_code, article_entities.latitude,
        article_entities.longitude
    FROM resolved_entities
    JOIN article_entities USING (article_key, entity)
    WHERE article_entities.country_code IS NOT NULL OR article_entities.latitude IS NOT NULL
    GROUP BY
        resolved_entities.entity_id, article_entities.country_code, article_entities.latitude,
        article_entities.longitude
    QUALIFY row_number() OVER (
        PARTITION BY resolved_entities.entity_id
        ORDER BY
            count(*) DESC, article_entities.country_code, article_entities.latitude,
            article_entities.longitude
    ) = 1
)

SELECT
    names.entity_id, names.name, names.label, places.country_code, places.latitude,
    places.longitude, entity_counts.mentions, entity_counts.articles, entity_counts.first_seen,
    entity_counts.last_seen
FROM names
JOIN entity_counts USING (entity_id)
LEFT JOIN places USING (entity_id)
