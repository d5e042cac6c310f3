"""The published database: one CREATE TABLE with its comments a file; a contract with analysts."""
