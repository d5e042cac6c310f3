-- How many articles a day, and how many of them are copies?
SELECT
    published_date AS day,
    count(*) - count(duplicate_of) AS original,
    count(duplicate_of) AS copies
FROM articles
WHERE in_period(published_date, $as_of, $days)
GROUP BY published_date
ORDER BY published_date
