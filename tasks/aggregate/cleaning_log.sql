SELECT articles.article_id, cleaning_log.rule, cleaning_log.removed_text, cleaning_log.line
FROM cleaning_log
JOIN articles USING (article_key)
