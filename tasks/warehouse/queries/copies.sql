-- Which articles hold text of each other, and how much?
-- days integer: how many days back
-- as_of date: the last day, else the latest of all
-- outlet text: outlet of one of the two
-- limit integer = 50: how many rows
SELECT
    duplicate_pairs.kind,
    round(duplicate_pairs.containment_a, 2) AS of_a_in_b,
    round(duplicate_pairs.containment_b, 2) AS of_b_in_a,
    a.path AS a,
    b.path AS b
FROM duplicate_pairs
JOIN articles AS a ON a.article_id = duplicate_pairs.article_a
JOIN articles AS b ON b.article_id = duplicate_pairs.article_b
WHERE in_period(greatest(a.published_date, b.published_date), $as_of, $days)
    AND ($outlet IS NULL OR lower($outlet) IN (lower(a.outlet), lower(b.outlet)))
ORDER BY duplicate_pairs.score DESC, a.path, b.path, a.article_id, b.article_id
LIMIT $limit
