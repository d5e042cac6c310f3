SELECT story_id, article_id, similarity
FROM story_members JOIN articles USING (article_key)
ORDER BY story_id, article_id
