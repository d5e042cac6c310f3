-- What the standing file says of the articles that changed, and of the members of their stories.
CREATE OR REPLACE TEMP TABLE dirty_ids AS
SELECT DISTINCT article_id FROM changed_articles;

CREATE OR REPLACE TEMP TABLE dirty_keys AS
SELECT article_key FROM changed_articles WHERE digest IS NOT NULL;

CREATE OR REPLACE TEMP TABLE old_articles AS
SELECT article_id, outlet, published_date, story_id
FROM news.articles
WHERE article_id IN (SELECT article_id FROM dirty_ids);

CREATE OR REPLACE TEMP TABLE touched_stories AS
SELECT story_id FROM old_articles
UNION
SELECT story_id FROM story_members WHERE article_key IN (SELECT article_key FROM dirty_keys);

CREATE OR REPLACE TEMP TABLE old_members AS
SELECT article_id, story_id, published_date
FROM news.articles
WHERE story_id IN (SELECT story_id FROM touched_stories);

CREATE OR REPLACE TEMP TABLE old_uses AS
SELECT article_id, entity_id, count(*) AS mentions
FROM news.mentions
WHERE article_id IN (SELECT article_id FROM old_members)
GROUP BY article_id, entity_id;
