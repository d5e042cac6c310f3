-- Exact copies are a star around the text's first article; between texts stand near and reuse
-- pairs. A copy whose text is a near-duplicate has a pair with that text's original, too.
WITH pairs AS (
    SELECT key_a AS one, key_b AS other, kind, containment_a AS containment_one,
           containment_b AS containment_other, score, shared, method
    FROM duplicate_pairs
    UNION ALL
    SELECT copies.article_key, texts.leader_key, 'near',
           CASE WHEN key_a = texts.leader_key THEN containment_b ELSE containment_a END,
           CASE WHEN key_a = texts.leader_key THEN containment_a ELSE containment_b END,
           score, shared, method || ' of the same words'
    FROM taken_articles copies
    JOIN texts ON texts.article_key = copies.text_key
    JOIN duplicate_pairs ON (key_a = texts.article_key AND key_b = texts.leader_key)
                         OR (key_b = texts.article_key AND key_a = texts.leader_key)
    WHERE copies.article_key <> copies.text_key AND texts.leader_key IS NOT NULL
)
SELECT least(a.article_id, b.article_id) AS article_a,
       greatest(a.article_id, b.article_id) AS article_b,
       kind,
       CASE WHEN a.article_id < b.article_id THEN containment_one ELSE containment_other END
           AS containment_a,
       CASE WHEN a.article_id < b.article_id THEN containment_other ELSE containment_one END
           AS containment_b,
       score, shared,
       CASE WHEN a.outlet = b.outlet THEN method || ', same outlet' ELSE method END AS method
FROM pairs
JOIN articles a ON a.article_key = pairs.one
JOIN articles b ON b.article_key = pairs.other
ORDER BY article_a, article_b
