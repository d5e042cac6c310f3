SELECT table_name FROM duckdb_tables() WHERE database_name = $database
UNION
SELECT view_name FROM duckdb_views() WHERE database_name = $database
UNION
SELECT function_name FROM duckdb_functions() WHERE database_name = $database
