-- Reckon anew which of the hashes in `met` recur across stories.
CREATE OR REPLACE TEMP TABLE recurring AS
WITH common AS (
    SELECT hash FROM met GROUP BY hash HAVING count(*) >= $stories
)
SELECT hash FROM met SEMI JOIN common USING (hash) JOIN story_members USING (article_key)
GROUP BY hash HAVING count(DISTINCT story_id) >= $stories;
