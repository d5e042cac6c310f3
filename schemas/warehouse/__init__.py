"""The private warehouse: one CREATE TABLE a file, applied in the order of their numbers."""
