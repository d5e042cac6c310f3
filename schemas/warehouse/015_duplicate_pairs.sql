-- Verified pairs, once each: a is the article with the smaller article_id.
CREATE TABLE duplicate_pairs (
    key_a BIGINT NOT NULL,
    key_b BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    containment_a DOUBLE NOT NULL,
    containment_b DOUBLE NOT NULL,
    score DOUBLE NOT NULL,
    shared INTEGER NOT NULL,
    method VARCHAR NOT NULL
);
