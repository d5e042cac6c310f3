-- The links still to be described, with the days between their articles.
SELECT key_a, key_b, score, method, abs(a.day - b.day) AS days
FROM new_links
JOIN gathered a ON a.article_key = key_a
JOIN gathered b ON b.article_key = key_b
ORDER BY key_a, key_b;
