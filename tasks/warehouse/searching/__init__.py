"""The search index, one file a step: its tables, its renewal, the ranking."""
