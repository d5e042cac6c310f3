-- The ledger, but for files_settled that are as they were. A file is worth another try when any
-- reason that stands against it may pass, and when the first embargo of its items ends; the few
-- that have either are grouped, not all files.
SELECT
    seed_files.path, seed_files.sha256, seed_files.bytes, seed_files.modified_ns,
    seed_files.state, seed_files.fingerprint,
    coalesce(tried.transient, false) AS transient,
    held.until AS held_until
FROM seed_files
LEFT JOIN (
    SELECT path, bool_or(transient) AS transient
    FROM quarantine
    GROUP BY path
) AS tried USING (path)
LEFT JOIN (
    SELECT path, min(until) AS until
    FROM held_items
    GROUP BY path
) AS held USING (path)
WHERE seed_files.path IN (FROM paths)
    OR seed_files.path NOT IN (SELECT path FROM files_settled)
