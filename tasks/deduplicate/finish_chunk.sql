-- Whoever shares a story whose members changed is resolved anew.
INSERT INTO pending
SELECT DISTINCT article_key, 'resolve' FROM story_members
WHERE story_id IN (SELECT from_story FROM moves UNION SELECT to_story FROM moves)
  AND article_key NOT IN (SELECT article_key FROM pending WHERE stage = 'resolve');

DELETE FROM pending WHERE stage = 'deduplicate'
AND article_key IN (SELECT article_key FROM chunk);
