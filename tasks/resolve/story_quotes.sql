SELECT
    quotes.quote_id, articles.article_id, story_members.story_id, quotes.text, quotes.speaker,
    quotes.article_key
FROM quotes
JOIN articles USING (article_key)
JOIN story_members USING (article_key)
WHERE article_key IN (FROM keys)
ORDER BY quotes.quote_id
