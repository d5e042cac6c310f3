CREATE TABLE cleaning_log (
    article_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    removed_text VARCHAR NOT NULL,
    line INTEGER NOT NULL
);
COMMENT ON TABLE cleaning_log IS
    'What cleaning took out of articles';
COMMENT ON COLUMN cleaning_log.article_id IS 'The article, see articles.article_id';
COMMENT ON COLUMN cleaning_log.rule IS 'Rule that removed it; summary only: the source gave no full text, and nothing was removed';
COMMENT ON COLUMN cleaning_log.removed_text IS 'The text';
COMMENT ON COLUMN cleaning_log.line IS 'Its line in the original, from 1';
