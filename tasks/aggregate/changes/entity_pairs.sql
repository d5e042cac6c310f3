-- Add to each pair what the changed articles bring, and take away what they brought before. Stories
-- are counted within the touched stories, of which all members are here; a first or last day that
-- may have gone is looked up.
CREATE OR REPLACE TEMP TABLE pairs_here AS
WITH uses AS (
    SELECT false AS after, * FROM old_uses
    UNION ALL
    SELECT true, * FROM new_uses
), present AS (
    SELECT after, article_id, entity_id
    FROM uses
    QUALIFY row_number() OVER (
        PARTITION BY after, article_id ORDER BY mentions DESC, entity_id
    ) <= getvariable('paired_entities')
), members AS (
    SELECT false AS after, article_id, story_id, published_date FROM old_members
    UNION ALL
    SELECT true, article_id, story_id, published_date FROM new_members
)
SELECT
    a.entity_id AS entity_a, b.entity_id AS entity_b, after, members.story_id,
    members.published_date, article_id IN (SELECT article_id FROM dirty_ids) AS dirty
FROM present AS a
JOIN present AS b USING (after, article_id)
JOIN members USING (after, article_id)
WHERE a.entity_id < b.entity_id;

CREATE OR REPLACE TEMP TABLE pair_changes AS
SELECT
    entity_a, entity_b,
    count(*) FILTER (dirty AND after) - count(*) FILTER (dirty AND NOT after) AS articles,
    count(DISTINCT story_id) FILTER (after)
        - count(DISTINCT story_id) FILTER (NOT after) AS stories,
    min(published_date) FILTER (dirty AND NOT after) AS first_before,
    max(published_date) FILTER (dirty AND NOT after) AS last_before,
    min(published_date) FILTER (dirty AND after) AS first_after,
    max(published_date) FILTER (dirty AND after) AS last_after
FROM pairs_here
GROUP BY entity_a, entity_b
HAVING bool_or(dirty);

CREATE OR REPLACE TEMP TABLE changed_pairs AS
SELECT
    changes.entity_a, changes.entity_b, standing.rowid AS place,
    coalesce(standing.articles, 0) + changes.articles AS articles,
    coalesce(standing.stories, 0) + changes.stories AS stories,
    least(standing.first_seen, changes.first_after) AS first_seen,
    greatest(standing.last_seen, changes.last_after) AS last_seen,
    coalesce(first_before = standing.first_seen, false)
        AND coalesce(first_after > first_before, true)
        OR coalesce(last_before = standing.last_seen, false)
        AND coalesce(last_after < last_before, true) AS unsure
FROM pair_changes AS changes
LEFT JOIN news.entity_pairs AS standing USING (entity_a, entity_b);

DELETE FROM news.entity_pairs WHERE rowid IN (SELECT place FROM changed_pairs);
DELETE FROM changed_pairs WHERE articles = 0;
DROP TABLE pairs_here;
DROP TABLE pair_changes;
