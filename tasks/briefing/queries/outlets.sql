-- How much of its words did each outlet write itself in the period?
SELECT
    outlet, sum(articles)::BIGINT AS articles, sum(duplicates)::BIGINT AS copies,
    round(sum(original_share * words) / nullif(sum(words), 0), 4) AS original_share
FROM outlet_daily
WHERE outlet IS NOT NULL AND in_period(day, $as_of, $days)
GROUP BY outlet
ORDER BY articles DESC, outlet
LIMIT 24
