-- What became of the stories whose articles moved in this run: split into several, merged with
-- others, or renamed by an older arrival.
INSERT INTO story_lineage BY NAME
WITH current AS (
    SELECT article_id, story_id FROM story_members JOIN taken_articles USING (article_key)
), flows AS (
    SELECT DISTINCT story_origins.story_id AS from_story, current.story_id AS to_story
    FROM story_origins JOIN current USING (article_id)
    WHERE story_origins.story_id <> ''
    UNION
    SELECT DISTINCT story_id, story_id FROM current
    WHERE article_id NOT IN (SELECT article_id FROM story_origins)
      AND story_id IN (SELECT story_id FROM story_origins
                       UNION SELECT current.story_id FROM story_origins JOIN current USING (article_id))
), weighed AS (
    SELECT *, count(*) OVER (PARTITION BY from_story) AS parts,
           count(*) OVER (PARTITION BY to_story) AS sources
    FROM flows
)
SELECT $run_id AS run_id, from_story, to_story,
       CASE WHEN parts > 1 THEN 'split' WHEN sources > 1 THEN 'merge' ELSE 'rename' END AS kind
FROM weighed WHERE from_story <> to_story
ORDER BY from_story, to_story;
