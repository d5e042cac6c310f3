-- On which figures and days do independent outlets of these stories agree, on which not?
SELECT story_id, kind, surface, value, agreement, sources, other_values
FROM v_story_facts
WHERE list_contains($stories, story_id) AND agreement <> 'one source'
    AND (kind <> 'date' OR agreement = 'disagree')
ORDER BY story_id, agreement DESC, kind, value
