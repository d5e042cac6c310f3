DELETE FROM story_neighbours
WHERE article_key IN (SELECT article_key FROM nodes_gone)
   OR other_key IN (SELECT article_key FROM nodes_gone)
   OR article_key IN (SELECT article_key FROM comparing);
