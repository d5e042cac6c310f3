-- Files and items that a stage could not take.
CREATE TABLE quarantine (
    path VARCHAR NOT NULL,
    item VARCHAR,
    stage VARCHAR NOT NULL,
    error_type VARCHAR NOT NULL,
    error VARCHAR NOT NULL,
    transient BOOLEAN NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL
);
