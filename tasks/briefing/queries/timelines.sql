-- How did each of these stories go on?
SELECT story_id, position, day, outlet, title, copied_from, original_share, new_names
FROM v_story_timeline
WHERE list_contains($stories, story_id) AND day <= coalesce($as_of::DATE, latest_day())
ORDER BY story_id, position
