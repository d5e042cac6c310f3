-- For each text whose share may have changed: the texts of its pairs that are earlier or an
-- agency's. An agency's own text is measured against earlier ones alone.
CREATE OR REPLACE TEMP TABLE sides AS
SELECT key_a AS one, key_b AS other FROM duplicate_pairs
SEMI JOIN repaired ON repaired.article_key = key_a WHERE kind <> 'exact'
UNION ALL
SELECT key_b, key_a FROM duplicate_pairs
SEMI JOIN repaired ON repaired.article_key = key_b WHERE kind <> 'exact';

CREATE OR REPLACE TEMP TABLE side_keys AS
SELECT one AS text_key FROM sides UNION SELECT other FROM sides
UNION SELECT article_key FROM repaired;

CREATE OR REPLACE TEMP TABLE side_articles AS
SELECT taken_articles.*, bool_or(by_agency) OVER (PARTITION BY text_key) AS any_agency,
       row_number() OVER (
           ORDER BY day NULLS LAST, moment NULLS LAST, length DESC, article_id
       ) AS precedence
FROM taken_articles SEMI JOIN side_keys USING (text_key);

SELECT one AS article_key, other AS source_key
FROM sides
JOIN side_articles x ON x.article_key = one
JOIN side_articles y ON y.article_key = other
WHERE y.precedence < x.precedence OR (y.any_agency AND NOT x.by_agency)
ORDER BY article_key, source_key;
