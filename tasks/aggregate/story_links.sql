SELECT a.article_id AS article_a, b.article_id AS article_b, score, method, evidence
FROM story_links
JOIN articles a ON a.article_key = key_a
JOIN articles b ON b.article_key = key_b
ORDER BY article_a, article_b
