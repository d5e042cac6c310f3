-- What became of the stories whose articles moved in this run: split into several, merged with
-- others, or renamed by an older arrival. Members that did not move count as having stayed.
INSERT INTO story_lineage BY NAME
WITH moved AS (
    SELECT article_key, story_origins.story_id AS from_story
    FROM taken_articles JOIN story_origins USING (article_id)
), arrived AS (
    SELECT article_key, from_story, story_members.story_id AS to_story
    FROM story_members JOIN moved USING (article_key)
), stayed AS (
    SELECT DISTINCT story_id FROM story_members
    SEMI JOIN (SELECT from_story AS story_id FROM arrived
               UNION SELECT to_story FROM arrived
               UNION SELECT story_id FROM story_origins) USING (story_id)
    ANTI JOIN moved USING (article_key)
), flows AS (
    SELECT DISTINCT from_story, to_story FROM arrived WHERE from_story <> ''
    UNION
    SELECT story_id, story_id FROM stayed
), weighed AS (
    SELECT *, count(*) OVER (PARTITION BY from_story) AS parts,
           count(*) OVER (PARTITION BY to_story) AS sources
    FROM flows
)
SELECT $run_id AS run_id, from_story, to_story,
       CASE WHEN parts > 1 THEN 'split' WHEN sources > 1 THEN 'merge' ELSE 'rename' END AS kind
FROM weighed WHERE from_story <> to_story
ORDER BY from_story, to_story;
