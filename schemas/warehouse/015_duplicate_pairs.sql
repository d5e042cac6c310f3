-- Verified pairs, once each: a is the article with the smaller article_id. Exact pairs are a star
-- around the text's first article; near and reuse pairs stand between distinct texts. The cover is
-- the stretch of words that a near pair's longer text has in common with the shorter.
CREATE TABLE duplicate_pairs (
    key_a BIGINT NOT NULL,
    key_b BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    containment_a DOUBLE NOT NULL,
    containment_b DOUBLE NOT NULL,
    score DOUBLE NOT NULL,
    shared INTEGER NOT NULL,
    method VARCHAR NOT NULL,
    longer_key BIGINT,
    cover_start INTEGER,
    cover_end INTEGER
);
