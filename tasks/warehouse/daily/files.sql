CREATE SCHEMA news.days;
CREATE TABLE news.days.files (
    table_name VARCHAR NOT NULL,
    "day" DATE,
    "name" VARCHAR NOT NULL,
    bytes BIGINT NOT NULL
);
COMMENT ON TABLE news.days.files IS
    'Files below news.days whose rows the views of the same name as a table read';
COMMENT ON COLUMN news.days.files.table_name IS 'View that reads it, and folder that holds it';
COMMENT ON COLUMN news.days.files."day" IS 'articles.published_date of its rows; NULL for undated';
COMMENT ON COLUMN news.days.files."name" IS 'Day and digest of the content';
COMMENT ON COLUMN news.days.files.bytes IS 'Size';
