-- Articles that are gone or whose words changed leave the index.
CREATE OR REPLACE TEMP TABLE stale AS
SELECT documents.doc
FROM documents
LEFT JOIN news.articles
    ON articles.article_id = documents.article_id
    AND hash(articles.title, articles.content_hash) = documents.content
WHERE articles.article_id IS NULL;
DELETE FROM terms WHERE doc IN (FROM stale);
DELETE FROM documents WHERE doc IN (FROM stale);
