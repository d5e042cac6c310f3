-- The articles that deduplicate has taken in, with all it needs of them once they are gone.
-- `text_key` is the first article with the same words: earliest, then longest, then smallest id.
CREATE TABLE taken_articles (
    article_key BIGINT NOT NULL,
    article_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    day DATE,
    moment TIMESTAMPTZ,
    length INTEGER NOT NULL,
    outlet VARCHAR,
    by_agency BOOLEAN NOT NULL,
    text_key BIGINT
);
