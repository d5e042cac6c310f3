CREATE TABLE article_changes (
    article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    kind VARCHAR NOT NULL,
    old_hash VARCHAR,
    new_hash VARCHAR,
    words_added INTEGER,
    words_removed INTEGER,
    headline_before VARCHAR,
    headline_after VARCHAR
);
