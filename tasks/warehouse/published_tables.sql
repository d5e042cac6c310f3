-- Tables of the contract: those that hold their rows, and views that read them from files by day.
SELECT table_name FROM duckdb_tables()
WHERE database_name = $database AND schema_name = 'main'
UNION
SELECT view_name FROM duckdb_views()
WHERE database_name = $database AND schema_name = 'main' AND view_name IN (SELECT unnest($apart))
ORDER BY table_name
