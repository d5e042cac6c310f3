-- How many articles has each outlet, and how much of its words is its own?
-- days integer: how many days back
-- as_of date: the last day, else the latest of all
SELECT
    outlet,
    sum(articles)::BIGINT AS articles,
    sum(duplicates)::BIGINT AS copies,
    round(sum(original_share * words) / sum(words), 2) AS original_share
FROM outlet_daily
WHERE in_period(day, $as_of, $days)
GROUP BY outlet
ORDER BY articles DESC, outlet
