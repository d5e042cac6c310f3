-- What the published database was made of, so that the next one is made of what changed since.
-- The digest is over all that set-wise stages say of an article; it is compared, never shown.
CREATE TABLE published_articles (
    article_key BIGINT NOT NULL,
    article_id VARCHAR NOT NULL,
    digest UBIGINT NOT NULL
);

-- The same of the publish under way, where it differs; a digest of NULL is an article that went.
CREATE TABLE changed_articles (
    article_key BIGINT NOT NULL,
    article_id VARCHAR NOT NULL,
    digest UBIGINT
);

-- Articles that resolve wrote anew since the last publish.
CREATE TABLE rewritten_articles (
    article_key BIGINT NOT NULL
);

-- Entities for one of whose names only the reason changed since the last publish.
CREATE TABLE retold_entities (
    entity_id VARCHAR NOT NULL
);
