-- Names that are a surname alone and whose bearers may have changed.
SELECT uses.article_key, uses.entity, uses.surname, uses.entity_id, story_members.story_id,
    uses.label
FROM surname_uses AS uses
LEFT JOIN story_members USING (article_key)
WHERE uses.bare
ORDER BY ALL
