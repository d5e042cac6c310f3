-- Which articles are there on somebody or something, or of an outlet?
-- days integer: how many days back
-- as_of date: the last day, else the latest of all
-- entity text: name, or part of a name
-- outlet text: outlet
-- limit integer = 50: how many rows
SELECT
    published_date AS day, outlet,
    coalesce(title, regexp_replace(left(text, 80), '\s+\S*$', '') || ' …') AS title,
    round(original_share, 2) AS original_share, duplicate_of IS NOT NULL AS copy, path, item
FROM articles
WHERE in_period(published_date, $as_of, $days)
    AND ($outlet IS NULL OR lower(outlet) = lower($outlet))
    AND ($entity IS NULL OR article_id IN (
        SELECT article_id FROM mentions WHERE entity_id IN (FROM entities_named($entity))
    ))
ORDER BY day DESC NULLS LAST, outlet, path, item
LIMIT $limit
