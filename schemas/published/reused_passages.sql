CREATE TABLE reused_passages (
    article_a VARCHAR NOT NULL,
    start_char_a INTEGER NOT NULL,
    end_char_a INTEGER NOT NULL,
    article_b VARCHAR NOT NULL,
    start_char_b INTEGER NOT NULL,
    end_char_b INTEGER NOT NULL,
    words INTEGER NOT NULL
);
COMMENT ON TABLE reused_passages IS
    'Passages that both articles of a pair have';
COMMENT ON COLUMN reused_passages.article_a IS 'The article with the smaller id';
COMMENT ON COLUMN reused_passages.start_char_a IS 'Offset in a';
COMMENT ON COLUMN reused_passages.end_char_a IS 'Offset behind the passage in a';
COMMENT ON COLUMN reused_passages.article_b IS 'The other';
COMMENT ON COLUMN reused_passages.start_char_b IS 'Offset in b';
COMMENT ON COLUMN reused_passages.end_char_b IS 'Offset behind the passage in b';
COMMENT ON COLUMN reused_passages.words IS 'Words that both have';
