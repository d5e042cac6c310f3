-- What was published of the touched entities, and what the changed articles add to it or take away.
CREATE OR REPLACE TEMP TABLE entity_counts AS
WITH added AS (
    SELECT entity_id, sum(mentions)::BIGINT AS mentions, sum(articles)::BIGINT AS articles
    FROM use_changes
    GROUP BY entity_id
), days AS (
    SELECT entity_id, min("day") AS first_seen, max("day") AS last_seen
    FROM news.entity_daily
    WHERE entity_id IN (SELECT entity_id FROM touched_entities)
    GROUP BY entity_id
)
SELECT
    entity_id,
    coalesce(entities.mentions, 0) + coalesce(added.mentions, 0) AS mentions,
    coalesce(entities.articles, 0) + coalesce(added.articles, 0) AS articles,
    days.first_seen, days.last_seen
FROM touched_entities
LEFT JOIN news.entities USING (entity_id)
LEFT JOIN added USING (entity_id)
LEFT JOIN days USING (entity_id)
WHERE coalesce(entities.mentions, 0) + coalesce(added.mentions, 0) > 0
