CREATE TABLE dates (
    article_id VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    date_from DATE,
    date_to DATE,
    basis VARCHAR NOT NULL
);
COMMENT ON TABLE dates IS
    'Dates as written, and the days that they mean';
COMMENT ON COLUMN dates.article_id IS 'The article, see articles.article_id';
COMMENT ON COLUMN dates.start_char IS 'Offset of the first character in articles.text, from 0';
COMMENT ON COLUMN dates.end_char IS 'Offset behind the last character';
COMMENT ON COLUMN dates.surface IS 'The text between the offsets';
COMMENT ON COLUMN dates.date_from IS 'First day; NULL where the article''s own date would be needed';
COMMENT ON COLUMN dates.date_to IS 'Last day';
COMMENT ON COLUMN dates.basis IS 'What the days were reckoned from';
