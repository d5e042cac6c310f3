-- What resolve joins on across articles: the folded name, and a person's folded surname.
CREATE TABLE entity_keys (
    article_key BIGINT NOT NULL,
    entity INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    surname VARCHAR
);

-- The entity that each article's entity is, across articles, with the reason.
CREATE TABLE resolved_entities (
    article_key BIGINT NOT NULL,
    entity INTEGER NOT NULL,
    entity_id VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    evidence VARCHAR NOT NULL
);
