-- Entities as one article knows them; `entity` counts from 0 within the article.
CREATE TABLE article_entities (
    article_key BIGINT NOT NULL,
    entity INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    bare BOOLEAN NOT NULL,
    country_code VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE
);
