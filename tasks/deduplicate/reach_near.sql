-- Every text that near-duplicates connect with the texts paired anew.
CREATE OR REPLACE TEMP TABLE near_component AS
WITH RECURSIVE edges AS (
    SELECT key_a AS one, key_b AS other FROM duplicate_pairs WHERE kind = 'near'
    UNION ALL
    SELECT key_b, key_a FROM duplicate_pairs WHERE kind = 'near'
), reach AS (
    SELECT article_key FROM near_seeds
    UNION
    SELECT edges.other FROM reach JOIN edges ON edges.one = reach.article_key
)
SELECT taken_articles.article_key, taken_articles.day,
       row_number() OVER (
           ORDER BY day NULLS LAST, moment NULLS LAST, length DESC, article_id
       ) AS precedence
FROM reach JOIN taken_articles USING (article_key)
WHERE taken_articles.article_key = taken_articles.text_key;
