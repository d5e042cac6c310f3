-- The stories of articles that are not as they were published, but for those that a story which
-- was there before has become.
SELECT DISTINCT story_id
FROM story_members
WHERE article_key IN (SELECT article_key FROM changed_articles)
    AND story_id NOT IN (SELECT to_story FROM story_lineage WHERE run_id = $run_id)
ORDER BY story_id
