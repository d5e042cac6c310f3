-- The texts whose own list has to be made: the new ones, and those whose full list lost an
-- entry.
CREATE OR REPLACE TEMP TABLE comparing AS
SELECT article_key FROM nodes_new
UNION
SELECT article_key FROM story_neighbours
WHERE article_key NOT IN (SELECT article_key FROM nodes_gone)
GROUP BY article_key
HAVING count(*) >= $neighbours AND bool_or(other_key IN (SELECT article_key FROM nodes_gone));
