-- For each story touched, the pairs with a text in it: two of its texts that copy the same text of
-- another story are copies of each other.
SELECT story_id, key_a, key_b FROM duplicate_pairs
JOIN texts_touched ON texts_touched.article_key = key_a WHERE kind <> 'exact'
UNION
SELECT story_id, key_a, key_b FROM duplicate_pairs
JOIN texts_touched ON texts_touched.article_key = key_b WHERE kind <> 'exact'
ORDER BY ALL;
