-- The keys of this transaction; which, does not matter to the result.
CREATE OR REPLACE TEMP TABLE chunk AS
SELECT DISTINCT article_key FROM pending
WHERE stage = 'deduplicate' ORDER BY article_key LIMIT $articles;
