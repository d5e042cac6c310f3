-- The decoded originals, as JSON of schemas.article.Document: later stages are redone from these.
-- The fingerprints say with which code, settings and model a document went through a stage, also
-- where the stage rejected it.
CREATE TABLE documents (
    article_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    document_hash VARCHAR NOT NULL,
    clean_fingerprint VARCHAR NOT NULL,
    extract_fingerprint VARCHAR NOT NULL
);
