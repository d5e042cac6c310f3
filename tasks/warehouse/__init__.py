"""The only room that knows DuckDB: connect, migrate, load, publish."""
