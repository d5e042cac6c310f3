CREATE TABLE article_changes (
    article_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    kind VARCHAR NOT NULL,
    old_hash VARCHAR,
    new_hash VARCHAR,
    words_added INTEGER,
    words_removed INTEGER,
    headline_before VARCHAR,
    headline_after VARCHAR
);
COMMENT ON TABLE article_changes IS
    'Articles whose text was replaced by another version';
COMMENT ON COLUMN article_changes.article_id IS 'The article, see articles.article_id';
COMMENT ON COLUMN article_changes.run_id IS 'Run that replaced it';
COMMENT ON COLUMN article_changes."at" IS 'When';
COMMENT ON COLUMN article_changes.kind IS
    'changed: the same item with another text; version: another item with a newer version; withdrawn: taken back by its source';
COMMENT ON COLUMN article_changes.old_hash IS 'content_hash before';
COMMENT ON COLUMN article_changes.new_hash IS 'content_hash after';
COMMENT ON COLUMN article_changes.words_added IS 'Words that came';
COMMENT ON COLUMN article_changes.words_removed IS 'Words that went';
COMMENT ON COLUMN article_changes.headline_before IS 'Headline before';
COMMENT ON COLUMN article_changes.headline_after IS 'Headline after';
