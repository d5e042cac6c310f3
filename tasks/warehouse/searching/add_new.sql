-- The text begins with the headline, whose words count once more.
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT
    articles.article_id,
    hash(articles.title, articles.content_hash) AS content,
    nextval('docs')::INTEGER AS doc,
    words_of(concat_ws(' ', articles.title, articles.text)) AS words
FROM news.articles
WHERE articles.article_id NOT IN (SELECT article_id FROM documents);
CREATE OR REPLACE TEMP TABLE counted AS
SELECT doc, word, count(*)::INTEGER AS frequency
FROM (SELECT doc, unnest(words) AS word FROM fresh)
WHERE word NOT IN (FROM stopwords)
GROUP BY doc, word;
INSERT INTO documents BY NAME
SELECT
    fresh.article_id, fresh.content, fresh.doc,
    coalesce(sum(counted.frequency), 0)::INTEGER AS length
FROM fresh
LEFT JOIN counted USING (doc)
GROUP BY ALL;
-- Each word is stemmed once, not once an article.
INSERT INTO terms BY NAME
WITH stems AS (
    SELECT word, stem(word, 'english') AS term
    FROM (SELECT DISTINCT word FROM counted)
)

SELECT stems.term, counted.doc, sum(counted.frequency)::INTEGER AS frequency
FROM counted
JOIN stems USING (word)
GROUP BY stems.term, counted.doc
ORDER BY stems.term, counted.doc;
DROP TABLE fresh;
DROP TABLE counted;
