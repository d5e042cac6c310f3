CREATE TABLE articles (
    article_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    item VARCHAR,
    outlet VARCHAR,
    agency VARCHAR,
    agency_basis VARCHAR,
    author VARCHAR,
    title VARCHAR,
    dateline VARCHAR,
    published_at TIMESTAMPTZ,
    published_date DATE,
    date_basis VARCHAR,
    language VARCHAR,
    text VARCHAR NOT NULL,
    words INTEGER NOT NULL,
    url VARCHAR,
    content_hash VARCHAR NOT NULL,
    duplicate_of VARCHAR,
    story_id VARCHAR,
    original_share DOUBLE
);
COMMENT ON TABLE articles IS
    'One row an article';
COMMENT ON COLUMN articles.article_id IS 'Hash of path and item: stable over runs';
COMMENT ON COLUMN articles.path IS 'File that holds it, within the inbox';
COMMENT ON COLUMN articles.item IS 'Its id within the file, else its line; NULL where the file is one article';
COMMENT ON COLUMN articles.outlet IS 'Who published it; NULL where unknown';
COMMENT ON COLUMN articles.agency IS 'News agency that it credits';
COMMENT ON COLUMN articles.agency_basis IS 'Where the credit stands: dateline, credit, picture or field';
COMMENT ON COLUMN articles.author IS 'Byline';
COMMENT ON COLUMN articles.title IS 'Headline; NULL where it has none';
COMMENT ON COLUMN articles.dateline IS 'Place in the dateline, as printed';
COMMENT ON COLUMN articles.published_at IS 'Moment of publication, where the source states one';
COMMENT ON COLUMN articles.published_date IS 'Day of publication where the source is';
COMMENT ON COLUMN articles.date_basis IS 'How the day is known: field, metadata, filename, story sibling or correction';
COMMENT ON COLUMN articles.language IS 'ISO 639-1 code; only English articles are extracted';
COMMENT ON COLUMN articles.text IS 'Headline, blank line, body; all offsets count its Unicode code points';
COMMENT ON COLUMN articles.words IS 'Words of the text';
COMMENT ON COLUMN articles.url IS 'Address, where the source states one';
COMMENT ON COLUMN articles.content_hash IS 'Hash of the normalised words; equal for exact copies';
COMMENT ON COLUMN articles.duplicate_of IS 'Article of which this is an exact or near copy; NULL for originals';
COMMENT ON COLUMN articles.story_id IS 'Story that it belongs to';
COMMENT ON COLUMN articles.original_share IS 'Part of its words that no earlier or agency article has, 0 to 1';
