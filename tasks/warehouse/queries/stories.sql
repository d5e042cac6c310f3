-- Which stories, how many articles, how many independent ones?
-- days integer: how many days back a story may have ended
-- as_of date: the last day, else the latest of all
-- entity text: somebody or something that the story names
-- limit integer = 20: how many rows
SELECT first_published AS since, articles, outlets, independent_articles, headline
FROM stories
WHERE in_period(last_published, $as_of, $days)
    AND ($entity IS NULL OR story_id IN (
        SELECT articles.story_id
        FROM mentions JOIN articles USING (article_id)
        WHERE mentions.entity_id IN (FROM entities_named($entity))
    ))
ORDER BY articles DESC, independent_articles DESC, since DESC, headline
LIMIT $limit
