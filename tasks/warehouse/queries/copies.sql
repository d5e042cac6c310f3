-- Which articles hold text of each other, and how much?
SELECT
    duplicate_pairs.kind,
    round(duplicate_pairs.containment_a, 2) AS of_a_in_b,
    round(duplicate_pairs.containment_b, 2) AS of_b_in_a,
    a.path AS a,
    b.path AS b
FROM duplicate_pairs
JOIN articles AS a ON a.article_id = duplicate_pairs.article_a
JOIN articles AS b ON b.article_id = duplicate_pairs.article_b
ORDER BY duplicate_pairs.score DESC, a.path, b.path
LIMIT 50
