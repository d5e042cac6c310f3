CREATE MACRO latest_day() AS (SELECT max(published_date) FROM articles);
COMMENT ON MACRO latest_day IS
    'Latest day of publication: what "this week" counts back from';
