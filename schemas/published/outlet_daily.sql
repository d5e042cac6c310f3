CREATE TABLE outlet_daily (
    outlet VARCHAR,
    day DATE,
    articles BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    words BIGINT NOT NULL,
    stories BIGINT NOT NULL,
    original_share DOUBLE
);
COMMENT ON TABLE outlet_daily IS
    'Articles an outlet and a day';
COMMENT ON COLUMN outlet_daily.outlet IS 'Outlet; NULL where unknown';
COMMENT ON COLUMN outlet_daily.day IS 'Day of publication; NULL where unknown';
COMMENT ON COLUMN outlet_daily.articles IS 'Articles';
COMMENT ON COLUMN outlet_daily.duplicates IS 'Articles that are a copy of another';
COMMENT ON COLUMN outlet_daily.words IS 'Words';
COMMENT ON COLUMN outlet_daily.stories IS 'Stories';
COMMENT ON COLUMN outlet_daily.original_share IS 'Part of the words that no earlier or agency article has';
