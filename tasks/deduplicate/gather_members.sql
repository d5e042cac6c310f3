-- All articles of the stories cut anew (`cut`: node and number of its story), with the first of
-- each story: dated before undated, then the smallest article_id.
CREATE OR REPLACE TEMP TABLE gathered AS
SELECT taken_articles.article_key, article_id, text_key, texts.home_key, texts.leader_key,
       day,
       first_value(article_id) OVER (PARTITION BY story ORDER BY day NULLS LAST, article_id)
           AS first_id
FROM taken_articles
JOIN texts ON texts.article_key = taken_articles.text_key
JOIN cut ON cut.article_key = texts.home_key;
