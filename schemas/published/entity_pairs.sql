CREATE TABLE entity_pairs (
    entity_a VARCHAR NOT NULL,
    entity_b VARCHAR NOT NULL,
    articles BIGINT NOT NULL,
    stories BIGINT NOT NULL,
    first_seen DATE,
    last_seen DATE
);
COMMENT ON TABLE entity_pairs IS
    'Who and what is mentioned together; each pair once';
COMMENT ON COLUMN entity_pairs.entity_a IS 'The entity with the smaller id';
COMMENT ON COLUMN entity_pairs.entity_b IS 'The other';
COMMENT ON COLUMN entity_pairs.articles IS 'Articles that mention both';
COMMENT ON COLUMN entity_pairs.stories IS 'Stories that mention both';
COMMENT ON COLUMN entity_pairs.first_seen IS 'First day';
COMMENT ON COLUMN entity_pairs.last_seen IS 'Last day';
