-- How many articles have no day, and so no place in any period?
SELECT count(*) AS articles FROM articles WHERE published_date IS NULL
