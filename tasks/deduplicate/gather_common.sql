-- The hashes in question that several texts hold, and the stories and leaders of those texts.
CREATE OR REPLACE TEMP TABLE common_prints AS
SELECT hash, article_key FROM met
WHERE hash IN (SELECT hash FROM met GROUP BY hash HAVING count(*) > 1);

CREATE OR REPLACE TEMP TABLE common_keys AS
SELECT DISTINCT article_key FROM common_prints;

CREATE OR REPLACE TEMP TABLE common_stories AS
SELECT article_key, story_id FROM story_members SEMI JOIN common_keys USING (article_key);

CREATE OR REPLACE TEMP TABLE common_texts AS
SELECT article_key, leader_key FROM texts SEMI JOIN common_keys USING (article_key);
