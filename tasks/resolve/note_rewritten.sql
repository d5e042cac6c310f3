-- For the next publish: articles whose rows were written anew, or one of whose names turned, and
-- entities for one of whose names the reason is another.
CREATE OR REPLACE TEMP TABLE bare_turned AS
SELECT
    before.article_key, after.entity_id,
    after.entity_id IS DISTINCT FROM before.entity_id AS turned,
    (after.method, after.score, after.evidence)
        IS DISTINCT FROM (before.method, before.score, before.evidence) AS retold
FROM bare_before AS before
LEFT JOIN resolved_entities AS after USING (article_key, entity);

INSERT INTO rewritten_articles
SELECT article_key FROM pending WHERE stage = 'resolve'
UNION
SELECT article_key FROM bare_turned WHERE turned;

INSERT INTO retold_entities
SELECT DISTINCT entity_id FROM bare_turned WHERE retold AND entity_id IS NOT NULL;

DROP TABLE bare_before;
DROP TABLE bare_turned;
