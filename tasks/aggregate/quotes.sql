SELECT
    quotes.quote_id,
    coalesce(utterances.utterance_id, quotes.quote_id) AS utterance_id,
    articles.article_id, quotes.start_char, quotes.end_char, quotes.text, quotes.speaker,
    resolved_entities.entity_id AS speaker_entity_id,
    quotes.cue, quotes.method
FROM quotes
JOIN articles USING (article_key)
LEFT JOIN utterances USING (article_key, quote_id)
LEFT JOIN resolved_entities USING (article_key, entity)
