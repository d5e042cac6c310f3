CREATE OR REPLACE TEMP TABLE written_days AS
SELECT DISTINCT published_date AS "day" FROM open_days.articles
