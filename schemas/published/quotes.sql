CREATE TABLE quotes (
    quote_id VARCHAR NOT NULL,
    utterance_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    speaker VARCHAR,
    speaker_entity_id VARCHAR,
    cue VARCHAR,
    method VARCHAR
);
COMMENT ON TABLE quotes IS
    'Quotations of at least four words';
COMMENT ON COLUMN quotes.quote_id IS 'Identity of the quotation';
COMMENT ON COLUMN quotes.utterance_id IS 'The utterance, in whatever wording and article';
COMMENT ON COLUMN quotes.article_id IS 'The article, see articles.article_id';
COMMENT ON COLUMN quotes.start_char IS 'Offset of the first character in articles.text, from 0';
COMMENT ON COLUMN quotes.end_char IS 'Offset behind the last character';
COMMENT ON COLUMN quotes.text IS 'What stands between the quotation marks';
COMMENT ON COLUMN quotes.speaker IS 'Who said it; NULL rather than wrong';
COMMENT ON COLUMN quotes.speaker_entity_id IS 'The speaker, see entities';
COMMENT ON COLUMN quotes.cue IS 'Word that tells the speaker';
COMMENT ON COLUMN quotes.method IS 'Rule that found the speaker';
