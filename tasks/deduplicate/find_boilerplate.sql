-- Reckon anew which of the hashes in `met` are boilerplate. What several outlets print within a few
-- days may be one wire story, unless it recurs across stories; near-duplicates count as one text.
CREATE OR REPLACE TEMP TABLE recurring AS
WITH holders AS (
    SELECT hash, count(DISTINCT story_id) AS stories,
           count(DISTINCT coalesce(leader_key, common_prints.article_key)) AS texts,
           count(DISTINCT outlet) AS outlets, count(*) = count(day) AS dated,
           max(day) - min(day) AS days
    FROM common_prints
    JOIN common_stories USING (article_key)
    JOIN met_articles USING (article_key)
    JOIN common_texts USING (article_key)
    GROUP BY hash
)
SELECT hash, stories >= $stories AS anywhere FROM holders
WHERE stories >= $stories
   OR (texts >= $texts AND NOT (dated AND days <= $days AND outlets >= $outlets));
