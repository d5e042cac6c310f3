DELETE FROM taken_articles;
DELETE FROM texts;
DELETE FROM fingerprints;
DELETE FROM boilerplate;
DELETE FROM duplicate_pairs;
DELETE FROM reused_passages;
DELETE FROM story_vectors;
DELETE FROM story_neighbours;
INSERT INTO story_origins
SELECT article_id, story_id FROM story_members JOIN articles USING (article_key)
WHERE article_id NOT IN (SELECT article_id FROM story_origins);
DELETE FROM story_members;
DELETE FROM story_links;
