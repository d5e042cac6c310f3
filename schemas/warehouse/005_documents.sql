-- The decoded originals, as JSON of schemas.article.Document: later stages are redone from these.
CREATE TABLE documents (
    article_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    document VARCHAR NOT NULL
);
