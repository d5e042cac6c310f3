-- Texts of the stories touched and the pairs between texts of one story.
SELECT key_a, key_b FROM duplicate_pairs
JOIN story_members a ON a.article_key = key_a
JOIN story_members b ON b.article_key = key_b
WHERE kind <> 'exact' AND a.story_id = b.story_id
  AND a.story_id IN (SELECT story_id FROM stories_touched);
