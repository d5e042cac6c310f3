-- The ledger; a file is worth another try when any reason that stands against it may pass.
SELECT
    seed_files.path, seed_files.sha256, seed_files.bytes, seed_files.modified_ns,
    seed_files.state, seed_files.fingerprint,
    coalesce(bool_or(quarantine.transient), false) AS transient
FROM seed_files
LEFT JOIN quarantine USING (path)
GROUP BY ALL
