DELETE FROM published_articles
WHERE article_key IN (SELECT article_key FROM changed_articles);

INSERT INTO published_articles BY NAME
SELECT article_key, article_id, digest, "day" FROM changed_articles WHERE digest IS NOT NULL;

DELETE FROM changed_articles;
DELETE FROM rewritten_articles;
DELETE FROM retold_entities;
