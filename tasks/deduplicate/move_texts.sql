-- Write the new places of texts (`places`); `moved_homes` are all homes, old and new, whose
-- stories may have other members now.
INSERT INTO old_homes
SELECT article_key, home_key FROM texts
WHERE article_key IN (SELECT article_key FROM places)
  AND article_key NOT IN (SELECT article_key FROM old_homes);

CREATE OR REPLACE TEMP TABLE moved_homes AS
SELECT DISTINCT home_key AS article_key FROM (
    SELECT old_homes.home_key FROM old_homes LEFT JOIN places USING (article_key)
    WHERE places.home_key IS DISTINCT FROM old_homes.home_key
    UNION ALL
    SELECT places.home_key FROM places LEFT JOIN old_homes USING (article_key)
    WHERE places.home_key IS DISTINCT FROM old_homes.home_key
       OR places.leader_key IS NOT NULL
    UNION ALL  -- what follows nobody any more may stay at home, and is no copy from now on
    SELECT places.home_key FROM places JOIN texts USING (article_key)
    WHERE texts.leader_key IS DISTINCT FROM places.leader_key
    UNION ALL
    SELECT coalesce(places.home_key, texts.home_key)
    FROM new_articles JOIN texts ON texts.article_key = new_articles.text_key
    LEFT JOIN places ON places.article_key = new_articles.text_key
);

CREATE OR REPLACE TEMP TABLE leaders_moved AS
SELECT article_key FROM texts JOIN places USING (article_key)
WHERE texts.leader_key IS DISTINCT FROM places.leader_key;

CREATE OR REPLACE TEMP TABLE sizes AS
SELECT article_key, grams FROM texts SEMI JOIN places USING (article_key);

DELETE FROM texts WHERE article_key IN (SELECT article_key FROM places);

INSERT INTO texts BY NAME
SELECT article_key, grams, leader_key, home_key FROM places JOIN sizes USING (article_key);

-- Texts that are compared for stories no longer, and those that are so from now on.
CREATE OR REPLACE TEMP TABLE nodes_gone AS
SELECT article_key FROM story_vectors
WHERE article_key IN (SELECT article_key FROM texts_gone)
   OR article_key IN (SELECT article_key FROM places WHERE home_key <> article_key);

CREATE OR REPLACE TEMP TABLE nodes_known AS
SELECT article_key FROM story_vectors SEMI JOIN places USING (article_key);

CREATE OR REPLACE TEMP TABLE nodes_new AS
SELECT article_key FROM places ANTI JOIN nodes_known USING (article_key)
WHERE home_key = article_key;

DELETE FROM story_vectors WHERE article_key IN (SELECT article_key FROM nodes_gone);
