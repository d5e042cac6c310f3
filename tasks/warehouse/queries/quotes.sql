-- Who said what?
-- days integer: how many days back
-- as_of date: the last day, else the latest of all
-- entity text: the speaker's name, or part of it
-- outlet text: outlet
-- limit integer = 50: how many rows
SELECT coalesce(entities.name, quotes.speaker) AS speaker, quotes.cue, quotes.text,
    articles.outlet, articles.published_date AS day
FROM quotes
JOIN articles USING (article_id)
LEFT JOIN entities ON entities.entity_id = quotes.speaker_entity_id
WHERE in_period(articles.published_date, $as_of, $days)
    AND ($outlet IS NULL OR lower(articles.outlet) = lower($outlet))
    AND ($entity IS NULL OR quotes.speaker_entity_id IN (FROM entities_named($entity)))
ORDER BY day DESC, articles.path, articles.item, quotes.start_char
LIMIT $limit
