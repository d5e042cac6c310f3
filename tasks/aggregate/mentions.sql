SELECT
    articles.article_id, mentions.start_char, mentions.end_char, mentions.surface, mentions.label,
    resolved_entities.entity_id, mentions.method
FROM mentions
JOIN articles USING (article_key)
JOIN resolved_entities USING (article_key, entity)
