SELECT
    articles.article_id, dates.start_char, dates.end_char, dates.surface, dates.date_from,
    dates.date_to, dates.basis
FROM dates
JOIN articles USING (article_key)
