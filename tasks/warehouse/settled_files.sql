-- Files that a run passes over while size and time stay: nearly all of an archive.
CREATE OR REPLACE TEMP TABLE files_settled AS
SELECT path, bytes, modified_ns
FROM seed_files
WHERE state = 'processed' AND fingerprint = $fingerprint
    AND path NOT IN (SELECT path FROM quarantine WHERE transient)
    AND path NOT IN (SELECT path FROM held_items)
