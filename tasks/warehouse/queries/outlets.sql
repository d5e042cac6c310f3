-- How many articles has each outlet, and how much of its words is its own?
SELECT
    outlet,
    sum(articles)::BIGINT AS articles,
    sum(duplicates)::BIGINT AS copies,
    round(sum(original_share * words) / sum(words), 2) AS original_share
FROM outlet_daily
GROUP BY outlet
ORDER BY articles DESC, outlet
