-- Pairs of a text in `pairing` with any text of the index that share enough sampled grams. Of a
-- gram that many texts hold, only the earliest holders are paired with all the others.
CREATE OR REPLACE TEMP TABLE candidates AS
WITH crowded AS (
    SELECT hash FROM met GROUP BY hash HAVING count(*) > $heads
), ranked AS (
    SELECT hash, article_key, row_number() OVER (
        PARTITION BY hash ORDER BY day NULLS LAST, moment NULLS LAST, length DESC, article_id
    ) <= $heads AS head
    FROM met SEMI JOIN crowded USING (hash) JOIN met_articles USING (article_key)
), holders AS (
    SELECT met.*, crowded.hash IS NULL OR ranked.head AS head
    FROM met LEFT JOIN crowded USING (hash)
    LEFT JOIN ranked ON ranked.hash = met.hash AND ranked.article_key = met.article_key
), counted AS (
    SELECT one.article_key, other.article_key AS other_key, count(*) AS shared,
           count(*) FILTER (
               NOT one.in_quote AND NOT other.in_quote AND boilerplate.hash IS NULL
           ) AS own
    FROM holders one SEMI JOIN pairing ON pairing.article_key = one.article_key
    JOIN holders other ON other.hash = one.hash
    LEFT JOIN boilerplate ON boilerplate.hash = one.hash AND boilerplate.anywhere
    WHERE one.article_key <> other.article_key AND (one.head OR other.head)
    GROUP BY ALL
), paired AS (
    SELECT DISTINCT
           CASE WHEN a.article_id < b.article_id THEN a.article_key ELSE b.article_key END AS key_a,
           CASE WHEN a.article_id < b.article_id THEN b.article_key ELSE a.article_key END AS key_b,
           shared, own, least(texts_a.grams, texts_b.grams) AS fewest
    FROM counted
    JOIN met_articles a ON a.article_key = counted.article_key
    JOIN met_articles b ON b.article_key = counted.other_key
    JOIN met_texts texts_a ON texts_a.article_key = counted.article_key
    JOIN met_texts texts_b ON texts_b.article_key = counted.other_key
)
SELECT key_a, key_b,
       shared * $scale >= $containment * fewest AS maybe_near,
       own >= $shared OR (own > 0 AND fewest < $short_grams) AS maybe_reuse
FROM paired
WHERE shared >= $shared OR fewest < $short_grams;
