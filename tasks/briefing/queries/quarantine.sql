-- Which files could not be read, and why?
SELECT path, item, stage, error FROM quarantine ORDER BY path, item LIMIT 12
