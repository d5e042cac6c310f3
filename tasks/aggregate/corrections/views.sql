-- Each view has the name of the table that it corrects, and hides it. A split comes first, then
-- merges, then names and kinds of what came out.
CREATE OR REPLACE TEMP VIEW resolved_entities AS
WITH renumbered AS (
    SELECT
        resolved.article_key, resolved.entity,
        coalesce(after_split.new_id, after.new_id, split.new_id, resolved.entity_id) AS entity_id,
        resolved.entity_id AS old_id, resolved.method, resolved.score, resolved.evidence,
        resolved.label
    FROM warehouse.resolved_entities AS resolved
    LEFT JOIN split_ids AS split
        ON split.article_key = resolved.article_key AND split.entity_id = resolved.entity_id
    LEFT JOIN corrected_ids AS after_split ON after_split.entity_id = split.new_id
    LEFT JOIN corrected_ids AS after
        ON after.entity_id = resolved.entity_id AND split.new_id IS NULL
)

SELECT
    article_key, entity, entity_id,
    CASE WHEN entity_id = old_id THEN method ELSE 'correction' END AS method,
    CASE WHEN entity_id = old_id THEN score ELSE 1.0 END AS score,
    CASE WHEN entity_id = old_id THEN evidence ELSE 'corrections.toml' END AS evidence,
    -- A corrected kind stands in the views below, and nothing may hide it.
    CASE WHEN entity_id NOT IN (SELECT entity_id FROM corrected_names WHERE label IS NOT NULL)
        THEN label END AS label
FROM renumbered
WHERE entity_id NOT IN (SELECT entity_id FROM ignored_ids);

CREATE OR REPLACE TEMP VIEW article_entities AS
WITH told AS (
    SELECT entity_id, last("name") FILTER ("name" IS NOT NULL) AS "name",
        last(label) FILTER (label IS NOT NULL) AS label
    FROM corrected_names
    GROUP BY entity_id
)

SELECT
    found.article_key, found.entity, coalesce(told.name, found.name) AS "name",
    coalesce(told.label, found.label) AS label, found.bare, found.country_code, found.latitude,
    found.longitude
FROM warehouse.article_entities AS found
LEFT JOIN temp.resolved_entities USING (article_key, entity)
LEFT JOIN told USING (entity_id);

CREATE OR REPLACE TEMP VIEW mentions AS
SELECT
    found.article_key, found.start_char, found.end_char, found.surface,
    coalesce(told.label, found.label) AS label, found.entity, found.method
FROM warehouse.mentions AS found
LEFT JOIN temp.resolved_entities USING (article_key, entity)
LEFT JOIN (
    SELECT entity_id, last(label) AS label
    FROM corrected_names WHERE label IS NOT NULL GROUP BY entity_id
) AS told USING (entity_id);

CREATE OR REPLACE TEMP VIEW articles AS
SELECT found.* REPLACE (coalesce(corrected_outlets.new_outlet, found.outlet) AS outlet)
FROM warehouse.articles AS found
LEFT JOIN corrected_outlets ON corrected_outlets.outlet = found.outlet;

CREATE OR REPLACE TEMP VIEW story_members AS
SELECT found.* REPLACE (coalesce(beside.story_id, found.story_id) AS story_id)
FROM warehouse.story_members AS found
LEFT JOIN corrected_stories ON corrected_stories.article_key = found.article_key
LEFT JOIN warehouse.story_members AS beside ON beside.article_key = corrected_stories.beside;
