-- Exact copies are a star around the text's first article. A near or reuse pair of two texts holds
-- for all their copies; where those are many, it is written for the first articles alone, and for
-- each copy with the original it is a duplicate of.
WITH copies AS (
    SELECT article_key, text_key, count(*) OVER (PARTITION BY text_key) AS copies
    FROM taken_articles
), pairs AS (
    SELECT key_a AS one, key_b AS other, kind, containment_a, containment_b, score, shared, method
    FROM duplicate_pairs WHERE kind = 'exact'
    UNION ALL
    SELECT a.article_key, b.article_key, kind, containment_a, containment_b, score, shared, method
    FROM duplicate_pairs
    JOIN copies AS a ON a.text_key = key_a
    JOIN copies AS b ON b.text_key = key_b
    JOIN texts AS text_a ON text_a.article_key = key_a
    JOIN texts AS text_b ON text_b.article_key = key_b
    WHERE kind <> 'exact'
      AND (a.copies * b.copies <= 64
           OR (a.article_key = key_a AND b.article_key = key_b)
           OR (b.article_key = key_b AND text_a.leader_key = key_b)
           OR (a.article_key = key_a AND text_b.leader_key = key_a))
)
SELECT least(a.article_id, b.article_id) AS article_a,
       greatest(a.article_id, b.article_id) AS article_b,
       kind,
       CASE WHEN a.article_id < b.article_id THEN containment_a ELSE containment_b END
           AS containment_a,
       CASE WHEN a.article_id < b.article_id THEN containment_b ELSE containment_a END
           AS containment_b,
       score, shared,
       CASE WHEN a.outlet = b.outlet THEN method || ', same outlet' ELSE method END AS method
FROM pairs
JOIN articles a ON a.article_key = pairs.one
JOIN articles b ON b.article_key = pairs.other
ORDER BY article_a, article_b
