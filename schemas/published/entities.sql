CREATE TABLE entities (
    entity_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    country_code VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    mentions BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    first_seen DATE,
    last_seen DATE
);
COMMENT ON TABLE entities IS
    'Who and what is mentioned, across all articles';
COMMENT ON COLUMN entities.entity_id IS 'Hash of what it names';
COMMENT ON COLUMN entities.name IS 'The form that most articles give';
COMMENT ON COLUMN entities.label IS 'PERSON, ORG, GPE, LOC, FAC, NORP or EVENT';
COMMENT ON COLUMN entities.country_code IS 'ISO 3166 alpha-2 code of the country';
COMMENT ON COLUMN entities.latitude IS 'Degrees north';
COMMENT ON COLUMN entities.longitude IS 'Degrees east';
COMMENT ON COLUMN entities.mentions IS 'How often it is mentioned';
COMMENT ON COLUMN entities.articles IS 'In how many articles';
COMMENT ON COLUMN entities.first_seen IS 'Day of the first article that is dated';
COMMENT ON COLUMN entities.last_seen IS 'Day of the last';
