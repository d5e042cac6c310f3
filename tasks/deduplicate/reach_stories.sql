-- The components of linked texts that the chunk touched; rank orders nodes by article_id.
CREATE OR REPLACE TEMP TABLE story_component AS
WITH RECURSIVE edges AS (
    SELECT article_key AS one, other_key AS other FROM story_neighbours WHERE score >= $threshold
    UNION ALL
    SELECT other_key, article_key FROM story_neighbours WHERE score >= $threshold
), reach AS (
    SELECT article_key FROM story_seeds
    WHERE article_key IN (SELECT article_key FROM story_vectors)
    UNION
    SELECT edges.other FROM reach JOIN edges ON edges.one = reach.article_key
)
SELECT article_key, row_number() OVER (ORDER BY article_id) AS rank
FROM reach JOIN taken_articles USING (article_key);
