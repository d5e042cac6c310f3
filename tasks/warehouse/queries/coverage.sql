-- How many outlets report each story themselves, and how many only pass it on?
-- days integer: how many days back a story may have begun
-- as_of date: the last day, else the latest of all
-- limit integer = 20: how many rows
SELECT first_published AS since, articles, outlets, independent_outlets, copies,
    voices, headline
FROM v_independent_coverage
WHERE in_period(first_published, $as_of, $days)
ORDER BY independent_outlets DESC, outlets DESC, articles DESC, since DESC, headline
LIMIT $limit
