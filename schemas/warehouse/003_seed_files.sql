-- The ledger: what is known of each file of the inbox.
-- `modified_ns` is exact and decides, `modified_at` is for people.
CREATE TABLE seed_files (
    path VARCHAR NOT NULL,
    sha256 VARCHAR,
    bytes BIGINT NOT NULL,
    modified_ns BIGINT NOT NULL,
    modified_at TIMESTAMPTZ NOT NULL,
    state VARCHAR NOT NULL,
    articles INTEGER NOT NULL,
    first_run_id VARCHAR NOT NULL,
    last_run_id VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL
);
