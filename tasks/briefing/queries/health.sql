-- What did the last run do?
SELECT state, trigger, started_at, finished_at, seconds, files_new, files_changed, files_removed,
    files_unchanged, files_processed, files_quarantined, files_waiting, articles_written,
    in_quarantine, articles, stories, code_version, model_version
FROM v_last_run
