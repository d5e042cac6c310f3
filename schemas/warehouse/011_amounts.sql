CREATE TABLE amounts (
    article_key BIGINT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    amount DOUBLE NOT NULL,
    unit VARCHAR
);
