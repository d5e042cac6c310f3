-- The keys of this transaction; of those that arrive which, does not matter to the result. All that
-- went leave at once: a text whose article is gone can be compared with nothing, and a copy that
-- waits to leave too may not stand for it.
CREATE OR REPLACE TEMP TABLE chunk AS
SELECT DISTINCT article_key FROM pending
WHERE stage = 'deduplicate' AND article_key NOT IN (SELECT article_key FROM articles)
UNION ALL
(
    SELECT DISTINCT article_key FROM pending
    WHERE stage = 'deduplicate' AND article_key IN (SELECT article_key FROM articles)
    ORDER BY article_key LIMIT $articles
);
