-- Versions, embargoes, and files that grow.

-- How many documents a file gave when it was last read to its end: where as many stand in
-- `documents`, no run was cut short in it since.
ALTER TABLE seed_files ADD COLUMN items INTEGER;

ALTER TABLE runs ADD COLUMN files_held INTEGER DEFAULT 0;

-- Items that wait for the end of their embargo.
CREATE TABLE held_items (
    path VARCHAR NOT NULL,
    item VARCHAR,
    until TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL
);

-- Documents that state a guid or an url (`key`), with the version they are of it. Of each key the
-- highest version has its article in `articles`, the others have theirs on the shelf.
CREATE TABLE versions (
    article_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    item VARCHAR,
    key VARCHAR NOT NULL,
    version BIGINT,
    versioned_at TIMESTAMPTZ,
    withdrawn BOOLEAN NOT NULL
);

-- The shelf: articles that a newer version stands for, whole, so that they can come back when the
-- file of the newer one goes. A migration that changes one of the tables changes its shelf too.
CREATE TABLE shelved_articles AS FROM articles LIMIT 0;
CREATE TABLE shelved_cleaning_log AS FROM cleaning_log LIMIT 0;
CREATE TABLE shelved_article_entities AS FROM article_entities LIMIT 0;
CREATE TABLE shelved_mentions AS FROM mentions LIMIT 0;
CREATE TABLE shelved_quotes AS FROM quotes LIMIT 0;
CREATE TABLE shelved_amounts AS FROM amounts LIMIT 0;
CREATE TABLE shelved_date_expressions AS FROM date_expressions LIMIT 0;
