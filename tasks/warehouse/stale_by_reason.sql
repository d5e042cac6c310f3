SELECT clean_fingerprint, extract_fingerprint, count(*) AS articles
FROM documents
WHERE (clean_fingerprint <> $clean OR extract_fingerprint <> $extract)
    AND path NOT IN (FROM paths)
GROUP BY ALL
ORDER BY ALL
