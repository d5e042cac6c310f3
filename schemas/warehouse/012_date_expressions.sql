-- Dates as written; resolve turns the pattern into days once the article's date is known.
CREATE TABLE date_expressions (
    article_key BIGINT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    pattern VARCHAR NOT NULL
);
