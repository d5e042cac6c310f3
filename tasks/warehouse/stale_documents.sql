SELECT document
FROM documents
WHERE (clean_fingerprint <> $clean OR extract_fingerprint <> $extract)
    AND path NOT IN (FROM paths)
    AND article_id > $after
ORDER BY article_id
LIMIT $limit
