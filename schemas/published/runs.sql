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
    files_held INTEGER NOT NULL,
    articles_written INTEGER NOT NULL,
    code_version VARCHAR NOT NULL,
    model_version VARCHAR
);
COMMENT ON TABLE runs IS
    'One row a run that wrote something; runs that found nothing to do are known to Prefect only';
COMMENT ON COLUMN runs.run_id IS 'Identity of the run';
COMMENT ON COLUMN runs.flow_run_id IS 'Prefect''s identity of the flow run';
COMMENT ON COLUMN runs.trigger IS 'What started it: manual, schedule or file';
COMMENT ON COLUMN runs.state IS 'running, completed, failed or crashed';
COMMENT ON COLUMN runs.error IS 'Why it failed';
COMMENT ON COLUMN runs.started_at IS 'Start';
COMMENT ON COLUMN runs.finished_at IS 'End; for the newest run the moment at which it was published';
COMMENT ON COLUMN runs.files_new IS 'Files seen for the first time';
COMMENT ON COLUMN runs.files_changed IS 'Files whose content is another than before';
COMMENT ON COLUMN runs.files_removed IS 'Files that are gone; not part of the files seen';
COMMENT ON COLUMN runs.files_unchanged IS 'Files passed over because nothing about them changed';
COMMENT ON COLUMN runs.files_processed IS 'Files read and written by this run';
COMMENT ON COLUMN runs.files_quarantined IS 'Files seen that stand in quarantine after this run';
COMMENT ON COLUMN runs.files_waiting IS 'Files left for the next run because they are still being written';
COMMENT ON COLUMN runs.files_held IS 'Files seen whose articles are all under an embargo';
COMMENT ON COLUMN runs.articles_written IS 'Articles written or written anew';
COMMENT ON COLUMN runs.code_version IS 'Version of Dateline';
COMMENT ON COLUMN runs.model_version IS 'Name, version and hash of the spaCy pipeline';
