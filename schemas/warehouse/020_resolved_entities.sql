-- What resolve joins on across articles: the folded name, and a person's folded surname (NULL: no person).
CREATE TABLE entity_keys (
    article_key BIGINT NOT NULL,
    entity INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    surname VARCHAR,
    bare BOOLEAN NOT NULL
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

-- The forms under which an article mentions an entity, and why they are taken for its name.
CREATE TABLE article_aliases (
    article_key BIGINT NOT NULL,
    entity INTEGER NOT NULL,
    alias VARCHAR NOT NULL,
    mentions INTEGER NOT NULL,
    method VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    evidence VARCHAR NOT NULL
);

-- Surnames whose bearers changed: articles that give them alone are resolved anew.
CREATE TABLE touched_surnames (
    surname VARCHAR NOT NULL
);
