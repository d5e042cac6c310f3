"""Article -> entities, mentions, quotes, amounts and date expressions of that one article."""

from tasks.extract.model import identify_model

# Part of each result's fingerprint: raise it when the rows would change.
CODE_VERSION = "3"

__all__ = ["CODE_VERSION", "identify_model"]
