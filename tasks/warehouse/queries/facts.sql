-- On which dates and amounts do the outlets of a story agree, on which not?
-- story text required: words of the story's headline, or of the path of one of its articles
-- limit integer = 100: how many rows
SELECT agreement, kind, surface, value, sources, other_values
FROM v_story_facts
WHERE story_id IN (FROM stories_about($story))
ORDER BY agreement = 'one source', agreement, kind, value
LIMIT $limit
