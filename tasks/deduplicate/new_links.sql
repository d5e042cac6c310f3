-- The links still to be described, with the days between their articles.
SELECT key_a, key_b, score, method, abs(a.day - b.day) AS days
FROM new_links
JOIN taken_articles a ON a.article_key = key_a
JOIN taken_articles b ON b.article_key = key_b
ORDER BY key_a, key_b;
