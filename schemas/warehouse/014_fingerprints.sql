-- FracMinHash sketch of the word 5-grams of each distinct text (`texts`); no index, a hash join
-- is faster.
CREATE TABLE fingerprints (
    hash UBIGINT NOT NULL,
    article_key BIGINT NOT NULL,
    in_quote BOOLEAN NOT NULL
);
