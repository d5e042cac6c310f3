SELECT
    articles.article_id, mentions.start_char, mentions.end_char, mentions.surface,
    coalesce(resolved_entities.label, mentions.label) AS label,
    resolved_entities.entity_id,
    CASE WHEN coalesce(resolved_entities.label, mentions.label) <> mentions.label
        THEN 'story' ELSE mentions.method END AS method
FROM mentions
JOIN articles USING (article_key)
JOIN resolved_entities USING (article_key, entity)
