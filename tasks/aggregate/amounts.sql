SELECT
    articles.article_id, amounts.start_char, amounts.end_char, amounts.surface, amounts.kind,
    amounts.amount, amounts.unit
FROM amounts
JOIN articles USING (article_key)
