-- What did the last run do?
SELECT
    state, error, trigger, started_at, finished_at, files_new, files_changed, files_removed,
    files_unchanged, files_processed, files_quarantined, files_waiting, articles_written,
    model_version AS model
FROM runs
ORDER BY started_at DESC
LIMIT 1
