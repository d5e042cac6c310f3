-- All that compete for a place in the lists of the texts compared, and in those of the texts that
-- the new ones are like.
CREATE OR REPLACE TEMP TABLE rivals AS
SELECT article_key, other_key, score FROM likenesses
UNION ALL
SELECT other_key, article_key, score FROM likenesses
WHERE article_key IN (SELECT article_key FROM nodes_new)
  AND other_key NOT IN (SELECT article_key FROM comparing);

INSERT INTO rivals
SELECT * FROM story_neighbours WHERE article_key IN (SELECT article_key FROM rivals);
