CREATE TABLE mentions (
    article_id VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    method VARCHAR NOT NULL
);
COMMENT ON TABLE mentions IS
    'Where people, organisations, places and nationalities are mentioned';
COMMENT ON COLUMN mentions.article_id IS 'The article, see articles.article_id';
COMMENT ON COLUMN mentions.start_char IS 'Offset of the first character in articles.text, from 0';
COMMENT ON COLUMN mentions.end_char IS 'Offset behind the last character';
COMMENT ON COLUMN mentions.surface IS 'The text between the offsets';
COMMENT ON COLUMN mentions.label IS 'PERSON, ORG, GPE, LOC, FAC, NORP or EVENT';
COMMENT ON COLUMN mentions.entity_id IS 'Who or what it is, see entities';
COMMENT ON COLUMN mentions.method IS 'pipeline, or the rule that found it';
