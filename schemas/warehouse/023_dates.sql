CREATE TABLE dates (
    article_key BIGINT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    date_from DATE,
    date_to DATE,
    basis VARCHAR NOT NULL
);
