CREATE TABLE mentions (
    article_key BIGINT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    entity INTEGER NOT NULL,
    method VARCHAR NOT NULL
);
