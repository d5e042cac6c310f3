INSERT INTO story_seeds
SELECT article_key FROM rivals UNION SELECT other_key FROM rivals;

DELETE FROM story_neighbours WHERE article_key IN (SELECT article_key FROM rivals);

INSERT INTO story_neighbours SELECT * FROM kept;
