"""Queries with a name, for `dateline query NAME`: the first line of each says what it answers."""
