-- Take out the pairs of the texts about to be paired anew; `dropped` keeps them for a while.
CREATE OR REPLACE TEMP TABLE dropped AS
SELECT key_a, key_b, kind FROM duplicate_pairs
WHERE kind <> 'exact'
  AND (key_a IN (SELECT article_key FROM pairing) OR key_b IN (SELECT article_key FROM pairing))
  AND ($near OR kind = 'reuse');
