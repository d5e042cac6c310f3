-- Who said what?
SELECT quotes.speaker, quotes.cue, quotes.text, articles.outlet, articles.published_date AS day
FROM quotes
JOIN articles USING (article_id)
ORDER BY articles.published_date DESC, articles.path, quotes.start_char
LIMIT 50
