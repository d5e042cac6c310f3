"""Article -> entities, mentions, quotes, amounts and date expressions of that one article."""
