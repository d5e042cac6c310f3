-- Reckon anew which of the hashes in `met` are boilerplate. What several outlets print within a few
-- days may be one wire story, unless it recurs across stories; near-duplicates count as one text.
CREATE OR REPLACE TEMP TABLE recurring AS
WITH common AS (
    SELECT hash FROM met GROUP BY hash HAVING count(*) >= least($stories, $texts)
), holders AS (
    SELECT met.hash, count(DISTINCT story_id) AS stories, count(DISTINCT coalesce(leader_key, met.article_key)) AS texts,
           count(DISTINCT outlet) AS outlets, count(*) = count(day) AS dated,
           max(day) - min(day) AS days
    FROM met SEMI JOIN common USING (hash)
    JOIN story_members USING (article_key)
    JOIN taken_articles USING (article_key)
    JOIN texts USING (article_key)
    GROUP BY met.hash
)
SELECT hash, stories >= $stories AS anywhere FROM holders
WHERE stories >= $stories
   OR (texts >= $texts AND NOT (dated AND days <= $days AND outlets >= $outlets));
