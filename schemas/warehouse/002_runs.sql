-- One row a run that wrote.
CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    flow_run_id VARCHAR,
    trigger VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    error VARCHAR,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    files_new INTEGER NOT NULL,
    files_changed INTEGER NOT NULL,
    files_removed INTEGER NOT NULL,
    files_unchanged INTEGER NOT NULL,
    files_processed INTEGER NOT NULL,
    files_quarantined INTEGER NOT NULL,
    files_waiting INTEGER NOT NULL,
    articles_written INTEGER NOT NULL,
    code_version VARCHAR NOT NULL,
    model_version VARCHAR
);
