CREATE TABLE entity_daily (
    day DATE NOT NULL,
    entity_id VARCHAR NOT NULL,
    mentions BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    independent_articles BIGINT NOT NULL,
    stories BIGINT NOT NULL
);
COMMENT ON TABLE entity_daily IS
    'Mentions a day';
COMMENT ON COLUMN entity_daily.day IS 'Day of publication';
COMMENT ON COLUMN entity_daily.entity_id IS 'See entities';
COMMENT ON COLUMN entity_daily.mentions IS 'Mentions';
COMMENT ON COLUMN entity_daily.articles IS 'Articles';
COMMENT ON COLUMN entity_daily.independent_articles IS 'Articles, counting copies and wire reuse once';
COMMENT ON COLUMN entity_daily.stories IS 'Stories';
