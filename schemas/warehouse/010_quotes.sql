CREATE TABLE quotes (
    article_key BIGINT NOT NULL,
    quote_id VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    speaker VARCHAR,
    entity INTEGER,
    cue VARCHAR,
    method VARCHAR
);
