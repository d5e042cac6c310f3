-- Files (article_id NULL), and items of files, that a stage could not take.
CREATE TABLE quarantine (
    path VARCHAR NOT NULL,
    item VARCHAR,
    article_id VARCHAR,
    stage VARCHAR NOT NULL,
    error_type VARCHAR NOT NULL,
    error VARCHAR NOT NULL,
    transient BOOLEAN NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL,
    run_id VARCHAR NOT NULL
);
