-- Who and what is seen together for the first time?
-- days integer = 7: how many days back
-- as_of date: the last day, else the latest of all
-- limit integer = 50: how many rows
SELECT day, name_a, name_b, articles, stories, both_known
FROM new_pairs(as_of := $as_of, days := $days)
ORDER BY both_known DESC, articles DESC, day DESC, name_a, name_b
LIMIT $limit
