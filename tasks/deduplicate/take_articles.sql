-- Replace the chunk's rows in taken_articles. `old_texts` and `touched_hashes` say what was.
CREATE OR REPLACE TEMP TABLE leaving AS
SELECT taken_articles.* FROM taken_articles SEMI JOIN chunk USING (article_key);

CREATE OR REPLACE TEMP TABLE arriving AS
SELECT article_key, article_id, content_hash, published_date AS day, published_at AS moment,
       length(text) AS length, outlet,
       agency IS NOT NULL AND coalesce(agency_basis, '') <> 'picture' AS by_agency
FROM articles SEMI JOIN chunk USING (article_key);

CREATE OR REPLACE TEMP TABLE touched_contents AS
SELECT content_hash FROM leaving UNION SELECT content_hash FROM arriving;

CREATE OR REPLACE TEMP TABLE old_articles AS
SELECT taken_articles.* FROM taken_articles SEMI JOIN touched_contents USING (content_hash);

DELETE FROM taken_articles WHERE content_hash IN (SELECT content_hash FROM touched_contents);

-- The first article with the same words stands for all of them: earliest, longest, smallest id.
CREATE OR REPLACE TEMP TABLE new_articles AS
SELECT *, first_value(article_key) OVER (
    PARTITION BY content_hash
    ORDER BY day NULLS LAST, moment NULLS LAST, length DESC, article_id
) AS text_key
FROM (
    SELECT * EXCLUDE (text_key) FROM old_articles ANTI JOIN chunk USING (article_key)
    UNION ALL BY NAME
    SELECT * FROM arriving
);

INSERT INTO taken_articles BY NAME SELECT * FROM new_articles;

CREATE OR REPLACE TEMP TABLE texts_gone AS
SELECT DISTINCT text_key AS article_key FROM old_articles
WHERE text_key NOT IN (SELECT text_key FROM new_articles);

CREATE OR REPLACE TEMP TABLE texts_new AS
SELECT DISTINCT text_key AS article_key FROM new_articles
WHERE text_key NOT IN (SELECT text_key FROM old_articles);
