CREATE TABLE cleaning_log (
    article_key BIGINT NOT NULL,
    rule VARCHAR NOT NULL,
    removed_text VARCHAR NOT NULL,
    line INTEGER NOT NULL
);
