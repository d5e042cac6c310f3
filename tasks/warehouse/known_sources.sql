-- Which of some source hashes are those of articles whose extraction is not stale.
SELECT DISTINCT source_hash
FROM documents
SEMI JOIN articles USING (article_id)
WHERE source_hash IN (FROM sources)
    AND clean_fingerprint = $clean AND extract_fingerprint = $extract
