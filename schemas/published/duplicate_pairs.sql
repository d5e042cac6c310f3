CREATE TABLE duplicate_pairs (
    article_a VARCHAR NOT NULL,
    article_b VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    containment_a DOUBLE NOT NULL,
    containment_b DOUBLE NOT NULL,
    score DOUBLE NOT NULL,
    shared INTEGER NOT NULL,
    method VARCHAR NOT NULL
);
COMMENT ON TABLE duplicate_pairs IS
    'Pairs of articles of which one has text of the other; one row a pair, the strongest kind';
COMMENT ON COLUMN duplicate_pairs.article_a IS 'The article with the smaller id';
COMMENT ON COLUMN duplicate_pairs.article_b IS 'The other';
COMMENT ON COLUMN duplicate_pairs.kind IS 'exact, near or reuse';
COMMENT ON COLUMN duplicate_pairs.containment_a IS 'Share of a that stands in b, 0 to 1';
COMMENT ON COLUMN duplicate_pairs.containment_b IS 'Share of b that stands in a';
COMMENT ON COLUMN duplicate_pairs.score IS 'Figure that decided the kind';
COMMENT ON COLUMN duplicate_pairs.shared IS 'Word 5-grams that both have';
COMMENT ON COLUMN duplicate_pairs.method IS 'How it was decided';
