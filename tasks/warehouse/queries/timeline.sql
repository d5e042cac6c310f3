-- How did a story go on?
-- story text required: words of the story's headline, or of the path of one of its articles
-- limit integer = 100: how many rows
SELECT day, outlet, title, copied_from, round(original_share, 2) AS original_share, new_names
FROM v_story_timeline
WHERE story_id IN (FROM stories_about($story))
ORDER BY story_id, position
LIMIT $limit
