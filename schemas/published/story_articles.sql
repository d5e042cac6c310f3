CREATE TABLE story_articles (
    story_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    similarity DOUBLE
);
COMMENT ON TABLE story_articles IS
    'Which articles a story has';
COMMENT ON COLUMN story_articles.story_id IS 'See stories';
COMMENT ON COLUMN story_articles.article_id IS 'The article, see articles.article_id';
COMMENT ON COLUMN story_articles.similarity IS 'Likeness to the story''s other articles, 0 to 1; NULL where it stands alone';
