-- Where stories may have changed: moved, new and vanished nodes with their neighbours.
CREATE OR REPLACE TEMP TABLE story_seeds AS
SELECT article_key FROM moved_homes
UNION SELECT article_key FROM nodes_new
UNION SELECT other_key FROM story_neighbours SEMI JOIN nodes_gone USING (article_key)
UNION SELECT story_neighbours.article_key FROM story_neighbours
      JOIN nodes_gone ON nodes_gone.article_key = other_key;
