SELECT
    run_id, flow_run_id, trigger, state, error, started_at, finished_at, files_new, files_changed,
    files_removed, files_unchanged, files_processed, files_quarantined, files_waiting,
    files_held,
    articles_written, code_version, model_version
FROM runs
