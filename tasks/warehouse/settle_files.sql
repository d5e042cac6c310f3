-- Replace the ledger rows of the files that have just been read to their end.
CREATE OR REPLACE TEMP TABLE settled AS
SELECT
    arriving.path,
    arriving.sha256,
    arriving.bytes,
    arriving.modified_ns,
    arriving.modified_at,
    CASE WHEN count(articles.article_id) = 0 THEN 'quarantined' ELSE 'processed' END AS state,
    count(articles.article_id)::INTEGER AS articles,
    coalesce(any_value(seed_files.first_run_id), arriving.run_id) AS first_run_id,
    arriving.run_id AS last_run_id,
    arriving.fingerprint
FROM arriving_files AS arriving
LEFT JOIN seed_files USING (path)
LEFT JOIN articles USING (path)
GROUP BY ALL;
DELETE FROM seed_files WHERE path IN (SELECT path FROM settled);
INSERT INTO seed_files BY NAME FROM settled;
DROP TABLE settled;
