CREATE TABLE stories (
    story_id VARCHAR NOT NULL,
    headline VARCHAR,
    first_published DATE,
    last_published DATE,
    articles BIGINT NOT NULL,
    outlets BIGINT NOT NULL,
    independent_articles BIGINT NOT NULL
);
COMMENT ON TABLE stories IS
    'Events that articles report';
COMMENT ON COLUMN stories.story_id IS 'Hash of its earliest article';
COMMENT ON COLUMN stories.headline IS 'Headline of its representative article';
COMMENT ON COLUMN stories.first_published IS 'First day';
COMMENT ON COLUMN stories.last_published IS 'Last day';
COMMENT ON COLUMN stories.articles IS 'Articles';
COMMENT ON COLUMN stories.outlets IS 'Different outlets, as far as known';
COMMENT ON COLUMN stories.independent_articles IS 'Articles, counting copies and wire reuse once';
