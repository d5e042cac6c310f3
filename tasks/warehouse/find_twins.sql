-- Articles of some words whose extraction is not stale.
SELECT articles.rowid
FROM articles
JOIN documents USING (article_id)
WHERE articles.content_hash IN (FROM hashes)
    AND clean_fingerprint = $clean AND extract_fingerprint = $extract
