-- Texts whose pairs changed, or whose partners' did.
CREATE OR REPLACE TEMP TABLE repaired AS
WITH changed AS (
    SELECT article_key FROM pairing
    UNION SELECT key_a FROM all_dropped UNION SELECT key_b FROM all_dropped
    UNION SELECT text_key FROM old_articles UNION SELECT text_key FROM new_articles
)
SELECT DISTINCT article_key FROM (
    SELECT article_key FROM changed
    UNION ALL
    SELECT key_b FROM duplicate_pairs SEMI JOIN changed ON changed.article_key = key_a
    WHERE kind <> 'exact'
    UNION ALL
    SELECT key_a FROM duplicate_pairs SEMI JOIN changed ON changed.article_key = key_b
    WHERE kind <> 'exact'
) SEMI JOIN texts USING (article_key);
