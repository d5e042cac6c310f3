-- The ledger; a file is worth another try when any reason that stands against it may pass, and
-- when the first embargo of its items ends.
SELECT
    seed_files.path, seed_files.sha256, seed_files.bytes, seed_files.modified_ns,
    seed_files.state, seed_files.fingerprint,
    coalesce(bool_or(quarantine.transient), false) AS transient,
    min(held_items.until) AS held_until
FROM seed_files
LEFT JOIN quarantine USING (path)
LEFT JOIN held_items USING (path)
GROUP BY ALL
