SELECT run_id, from_story, to_story, kind
FROM story_lineage
ORDER BY run_id, from_story, to_story
