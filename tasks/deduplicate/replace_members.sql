-- Write the members of the stories cut anew; `story_names` gives each story its id by its first
-- article.
CREATE OR REPLACE TEMP TABLE members_before AS
SELECT story_members.* FROM story_members
WHERE article_key IN (SELECT article_key FROM gathered)
   OR article_key IN (SELECT article_key FROM leaving);

DELETE FROM story_members WHERE article_key IN (SELECT article_key FROM members_before);

CREATE OR REPLACE TEMP TABLE members_after AS
SELECT gathered.article_key, story_names.story_id, NULL::DOUBLE AS similarity,
       coalesce(leader_key, CASE WHEN gathered.article_key <> text_key THEN text_key END)
           AS duplicate_of,
       coalesce(before.original_share, 1.0) AS original_share, gathered.text_key AS copy_group
FROM gathered JOIN story_names USING (first_id)
LEFT JOIN members_before before ON before.article_key = gathered.article_key;

INSERT INTO story_members BY NAME SELECT * FROM members_after;

CREATE OR REPLACE TEMP TABLE moves AS
SELECT coalesce(b.article_key, a.article_key) AS article_key,
       b.story_id AS from_story, a.story_id AS to_story
FROM members_before b FULL JOIN members_after a USING (article_key)
WHERE b.story_id IS DISTINCT FROM a.story_id;
