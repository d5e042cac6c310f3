-- Names that are a surname alone and whose bearers may have changed.
SELECT entity_keys.article_key, entity_keys.entity, entity_keys.surname,
    entity_keys.entity_id, story_members.story_id, entity_keys.label
FROM entity_keys
LEFT JOIN story_members USING (article_key)
WHERE entity_keys.bare
    AND entity_keys.surname IN (SELECT surname FROM touched_surnames)
ORDER BY ALL
