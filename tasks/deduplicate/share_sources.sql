-- For each text whose share may have changed: the texts of its pairs that are earlier or an
-- agency's. An agency's own text is measured against earlier ones alone.
WITH agency AS (
    SELECT text_key, bool_or(by_agency) AS by_agency FROM taken_articles
    WHERE text_key IN (SELECT article_key FROM repaired)
       OR text_key IN (SELECT key_a FROM duplicate_pairs)
       OR text_key IN (SELECT key_b FROM duplicate_pairs)
    GROUP BY text_key
), sides AS (
    SELECT key_a AS one, key_b AS other FROM duplicate_pairs WHERE kind <> 'exact'
    UNION ALL
    SELECT key_b, key_a FROM duplicate_pairs WHERE kind <> 'exact'
)
SELECT one AS article_key, other AS source_key
FROM sides JOIN repaired ON repaired.article_key = one
JOIN taken_articles x ON x.article_key = one
JOIN taken_articles y ON y.article_key = other
JOIN agency ON agency.text_key = other
WHERE (agency.by_agency AND NOT x.by_agency)
   OR (coalesce(y.day, DATE '9999-12-31'), coalesce(y.moment, TIMESTAMPTZ '9999-12-31 00:00:00Z'),
       -y.length, y.article_id)
    < (coalesce(x.day, DATE '9999-12-31'), coalesce(x.moment, TIMESTAMPTZ '9999-12-31 00:00:00Z'),
       -x.length, x.article_id)
ORDER BY article_key, source_key;
