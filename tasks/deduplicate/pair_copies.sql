-- Exact copies are a star around the text's first article.
DELETE FROM duplicate_pairs WHERE kind = 'exact'
AND (key_a IN (SELECT article_key FROM old_articles)
     OR key_b IN (SELECT article_key FROM old_articles));

DELETE FROM reused_passages WHERE (key_a, key_b) IN (
    SELECT (least_key, other_key) FROM (
        SELECT CASE WHEN a.article_id < t.article_id THEN a.article_key ELSE t.article_key END
                   AS least_key,
               CASE WHEN a.article_id < t.article_id THEN t.article_key ELSE a.article_key END
                   AS other_key
        FROM old_articles a JOIN old_articles t ON t.article_key = a.text_key
        WHERE a.article_key <> a.text_key
    )
);

CREATE OR REPLACE TEMP TABLE stars AS
SELECT CASE WHEN a.article_id < t.article_id THEN a.article_key ELSE t.article_key END AS key_a,
       CASE WHEN a.article_id < t.article_id THEN t.article_key ELSE a.article_key END AS key_b,
       CASE WHEN a.article_id < t.article_id THEN a.length ELSE t.length END AS length_a,
       CASE WHEN a.article_id < t.article_id THEN t.length ELSE a.length END AS length_b,
       a.text_key
FROM new_articles a JOIN new_articles t ON t.article_key = a.text_key
WHERE a.article_key <> a.text_key;

INSERT INTO duplicate_pairs BY NAME
SELECT key_a, key_b, 'exact' AS kind, 1.0 AS containment_a, 1.0 AS containment_b, 1.0 AS score,
       texts.grams AS shared, 'same words' AS method
FROM stars JOIN texts ON texts.article_key = stars.text_key;

INSERT INTO reused_passages BY NAME
SELECT key_a, 0 AS start_char_a, length_a AS end_char_a,
       key_b, 0 AS start_char_b, length_b AS end_char_b, articles.words
FROM stars JOIN articles ON articles.article_key = stars.text_key;
