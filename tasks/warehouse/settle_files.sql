-- Replace the ledger rows of the files that have just been read to their end.
CREATE OR REPLACE TEMP TABLE settled AS
WITH held AS (
    SELECT path, count(*)::INTEGER AS articles
    FROM articles
    WHERE path IN (SELECT path FROM arriving_files)
    GROUP BY path
),

given AS (
    SELECT path, count(*)::INTEGER AS items
    FROM documents
    WHERE path IN (SELECT path FROM arriving_files)
    GROUP BY path
)

SELECT
    arriving.path,
    arriving.sha256,
    arriving.bytes,
    arriving.modified_ns,
    arriving.modified_at,
    CASE
        WHEN held.articles IS NOT NULL THEN 'processed'
        WHEN arriving.path IN (SELECT path FROM versions) THEN 'processed'
        WHEN arriving.path IN (SELECT path FROM held_items) THEN 'held'
        WHEN arriving.forgotten THEN 'processed'
        ELSE 'quarantined'
    END AS state,
    coalesce(held.articles, 0) AS articles,
    coalesce(seed_files.first_run_id, arriving.run_id) AS first_run_id,
    arriving.run_id AS last_run_id,
    arriving.fingerprint,
    coalesce(given.items, 0) AS items
FROM arriving_files AS arriving
LEFT JOIN seed_files USING (path)
LEFT JOIN held USING (path)
LEFT JOIN given USING (path);
DELETE FROM seed_files WHERE path IN (SELECT path FROM settled);
INSERT INTO seed_files BY NAME FROM settled;
DROP TABLE settled;
