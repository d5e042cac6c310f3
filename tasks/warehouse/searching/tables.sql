-- The inverted index: one row a word stem and article. `content` tells whether it is up to date.
CREATE TABLE IF NOT EXISTS documents (
    article_id VARCHAR NOT NULL,
    content UBIGINT NOT NULL,
    doc INTEGER NOT NULL,
    length INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS terms (
    term VARCHAR NOT NULL,
    doc INTEGER NOT NULL,
    frequency INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS stopwords (word VARCHAR NOT NULL);
CREATE SEQUENCE IF NOT EXISTS docs;
CREATE OR REPLACE MACRO words_of(written) AS
    regexp_extract_all(lower(strip_accents(written)), '[\p{L}\p{N}]+');
