-- Which quotations stand in several wordings, or only in some outlets of their story?
-- entity text: the speaker's name, or part of it
-- story text: words of the story's headline, or of the path of one of its articles
-- limit integer = 50: how many rows
SELECT speaker, wordings, wording, carried_by, dropped_by
FROM v_quote_variants
WHERE (wordings > 1 OR len(dropped_by) > 0)
    AND ($entity IS NULL OR speaker_entity_id IN (FROM entities_named($entity)))
    AND ($story IS NULL OR story_id IN (FROM stories_about($story)))
ORDER BY wordings DESC, len(dropped_by) DESC, utterance_id, articles DESC, wording
LIMIT $limit
