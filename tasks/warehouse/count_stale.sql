SELECT count(*)
FROM documents
WHERE (clean_fingerprint <> $clean OR extract_fingerprint <> $extract)
    AND path NOT IN (FROM paths)
