CREATE TABLE story_links (
    article_a VARCHAR NOT NULL,
    article_b VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    method VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL
);
COMMENT ON TABLE story_links IS
    'Pairs of articles that are alike enough to be of one story';
COMMENT ON COLUMN story_links.article_a IS 'The article with the smaller id';
COMMENT ON COLUMN story_links.article_b IS 'The other';
COMMENT ON COLUMN story_links.score IS 'Likeness of text and time, 0 to 1';
COMMENT ON COLUMN story_links.method IS 'How it was reckoned';
COMMENT ON COLUMN story_links.evidence IS 'Words and days that tell';
