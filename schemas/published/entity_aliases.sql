CREATE TABLE entity_aliases (
    entity_id VARCHAR NOT NULL,
    alias VARCHAR NOT NULL,
    mentions BIGINT NOT NULL,
    method VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    evidence VARCHAR NOT NULL
);
COMMENT ON TABLE entity_aliases IS
    'Forms of a name, and why they are taken for one';
COMMENT ON COLUMN entity_aliases.entity_id IS 'See entities';
COMMENT ON COLUMN entity_aliases.alias IS 'The form, as printed';
COMMENT ON COLUMN entity_aliases.mentions IS 'How often it stands for the entity';
COMMENT ON COLUMN entity_aliases.method IS 'Rule that joined it';
COMMENT ON COLUMN entity_aliases.score IS 'Certainty, 0 to 1';
COMMENT ON COLUMN entity_aliases.evidence IS 'What the rule went by';
