CREATE TABLE seed_files (
    path VARCHAR NOT NULL,
    sha256 VARCHAR,
    bytes BIGINT NOT NULL,
    modified_at TIMESTAMPTZ NOT NULL,
    state VARCHAR NOT NULL,
    articles INTEGER NOT NULL,
    first_run_id VARCHAR NOT NULL,
    last_run_id VARCHAR NOT NULL
);
COMMENT ON TABLE seed_files IS
    'One row a file of the inbox, also of files that are gone';
COMMENT ON COLUMN seed_files.path IS 'Path within the inbox';
COMMENT ON COLUMN seed_files.sha256 IS 'SHA-256 of the content; NULL where it could not be read';
COMMENT ON COLUMN seed_files.bytes IS 'Size in bytes';
COMMENT ON COLUMN seed_files.modified_at IS 'Time of the file; it never dates an article';
COMMENT ON COLUMN seed_files.state IS 'processed, quarantined, waiting, held (under an embargo) or removed';
COMMENT ON COLUMN seed_files.articles IS 'Articles that the file holds';
COMMENT ON COLUMN seed_files.first_run_id IS 'Run that first saw it';
COMMENT ON COLUMN seed_files.last_run_id IS 'Run that last read it';
