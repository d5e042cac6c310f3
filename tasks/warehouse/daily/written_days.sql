-- The days of the changed articles, as published and as they are now.
CREATE OR REPLACE TEMP TABLE written_days AS
SELECT published_articles.day
FROM published_articles
SEMI JOIN changed_articles USING (article_key)
UNION
SELECT "day" FROM changed_articles WHERE digest IS NOT NULL
