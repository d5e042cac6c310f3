-- Articles that a set-wise stage has still to take in. Written with the article, cleared with the
-- stage's own rows, so that a killed run loses nothing. A key without a row in `articles` is an
-- article that went away.
CREATE TABLE pending (
    article_key BIGINT NOT NULL,
    stage VARCHAR NOT NULL
);
