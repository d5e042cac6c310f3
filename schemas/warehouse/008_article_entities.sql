-- Entities as one article knows them; `entity` counts from 0 within the article, `key` and
-- `surname` are what resolve joins on across articles (NULL surname: not a person).
CREATE TABLE article_entities (
    article_key BIGINT NOT NULL,
    entity INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    bare BOOLEAN NOT NULL,
    key VARCHAR NOT NULL,
    surname VARCHAR,
    country_code VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE
);
