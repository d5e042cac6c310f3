SELECT story_members.story_id, list(story_members.article_key ORDER BY story_members.article_key)
FROM story_members
WHERE story_members.article_key IN (SELECT article_key FROM pending WHERE stage = 'resolve')
GROUP BY story_members.story_id
ORDER BY story_members.story_id
