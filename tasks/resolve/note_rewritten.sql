-- For the next publish: articles whose rows were written anew, or one of whose names turned, and
-- entities for one of whose names the reason is another.
INSERT INTO rewritten_articles
SELECT article_key FROM pending WHERE stage = 'resolve'
UNION
SELECT before.article_key
FROM bare_before AS before
LEFT JOIN resolved_entities AS after USING (article_key, entity)
WHERE after.entity_id IS DISTINCT FROM before.entity_id;

INSERT INTO retold_entities
SELECT DISTINCT after.entity_id
FROM bare_before AS before
JOIN resolved_entities AS after USING (article_key, entity)
WHERE (after.method, after.score, after.evidence)
    IS DISTINCT FROM (before.method, before.score, before.evidence);

DROP TABLE bare_before;
