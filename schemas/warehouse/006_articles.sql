-- Cleaned articles. `article_key` is private and new whenever the row is written anew.
CREATE SEQUENCE article_keys;
CREATE TABLE articles (
    article_key BIGINT NOT NULL,
    article_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    item VARCHAR,
    outlet VARCHAR,
    agency VARCHAR,
    agency_basis VARCHAR,
    author VARCHAR,
    title VARCHAR,
    dateline VARCHAR,
    published_at TIMESTAMPTZ,
    published_date DATE,
    date_basis VARCHAR,
    language VARCHAR,
    text VARCHAR NOT NULL,
    words INTEGER NOT NULL,
    url VARCHAR,
    content_hash VARCHAR NOT NULL
);
