SELECT a.article_id AS article_a, start_char_a, end_char_a,
       b.article_id AS article_b, start_char_b, end_char_b, reused_passages.words
FROM reused_passages
JOIN articles a ON a.article_key = key_a
JOIN articles b ON b.article_key = key_b
ORDER BY article_a, article_b, reused_passages.words DESC, start_char_a
