CREATE TABLE quarantine (
    path VARCHAR NOT NULL,
    item VARCHAR,
    stage VARCHAR NOT NULL,
    error_type VARCHAR NOT NULL,
    error VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL
);
COMMENT ON TABLE quarantine IS
    'Files, and items of files, that could not be taken, and why';
COMMENT ON COLUMN quarantine.path IS 'Path within the inbox';
COMMENT ON COLUMN quarantine.item IS 'Item of the file; NULL for the whole file';
COMMENT ON COLUMN quarantine.stage IS 'Stage that rejected it: ingest, clean or extract';
COMMENT ON COLUMN quarantine.error_type IS 'Kind of reason';
COMMENT ON COLUMN quarantine.error IS 'Reason, in words';
COMMENT ON COLUMN quarantine.first_seen_at IS 'When it was first rejected';
COMMENT ON COLUMN quarantine.attempts IS 'How often it was tried';
