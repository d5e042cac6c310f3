-- Which files could not be read, and why?
SELECT path, item, stage, error, attempts
FROM quarantine
ORDER BY path, item
