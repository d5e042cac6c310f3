"""Document -> Article: repaired text, news structure, date and language."""
