-- The same once the rows of the articles are in place, and what hangs on them.
CREATE OR REPLACE TEMP TABLE new_members AS
SELECT article_id, story_id, published_date, outlet
FROM news.articles
WHERE story_id IN (SELECT story_id FROM touched_stories);

CREATE OR REPLACE TEMP TABLE new_uses AS
SELECT article_id, entity_id, count(*) AS mentions
FROM news.mentions
WHERE article_id IN (SELECT article_id FROM new_members)
GROUP BY article_id, entity_id;

CREATE OR REPLACE TEMP TABLE use_changes AS
SELECT article_id, entity_id, published_date, -mentions AS mentions, -1 AS articles
FROM old_uses
JOIN old_members USING (article_id)
WHERE article_id IN (SELECT article_id FROM dirty_ids)
UNION ALL
SELECT article_id, entity_id, published_date, mentions, 1
FROM new_uses
JOIN new_members USING (article_id)
WHERE article_id IN (SELECT article_id FROM dirty_ids);

CREATE OR REPLACE TEMP TABLE touched_entities AS
SELECT entity_id FROM use_changes
UNION
SELECT entity_id FROM retold_entities;

CREATE OR REPLACE TEMP TABLE touched_days AS
SELECT DISTINCT published_date AS "day", entity_id
FROM use_changes
WHERE published_date IS NOT NULL;

CREATE OR REPLACE TEMP TABLE touched_outlets AS
SELECT outlet, published_date FROM old_articles
UNION
SELECT outlet, published_date FROM new_members
WHERE article_id IN (SELECT article_id FROM dirty_ids);
