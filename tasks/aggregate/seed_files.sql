SELECT path, sha256, bytes, modified_at, state, articles, first_run_id, last_run_id
FROM seed_files
