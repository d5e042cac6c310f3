SELECT key_a, key_b, score, method, abs(a.day - b.day) AS days,
       a.terms AS terms_a, a.weights AS weights_a, b.terms AS terms_b, b.weights AS weights_b
FROM new_links
LEFT JOIN story_vectors a ON a.article_key = key_a
LEFT JOIN story_vectors b ON b.article_key = key_b
ORDER BY key_a, key_b;
