-- How many articles has each outlet, and how much of its words is its own?
-- days integer: how many days back
-- as_of date: the last day, else the latest of all
SELECT
    outlet,
    sum(articles)::BIGINT AS articles,
    sum(duplicates)::BIGINT AS copies,
    -- In whole parts of a billion, so that the order of the rows does not matter.
    round(sum((original_share * 1e9)::BIGINT * words) / 1e9 / sum(words), 2) AS original_share
FROM outlet_daily
WHERE in_period(day, $as_of, $days)
GROUP BY outlet
ORDER BY articles DESC, outlet
