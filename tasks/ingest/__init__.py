"""Seed file -> Documents: discovery of what changed, and one small reader a format."""

# Raised when the documents of an unchanged file would come out otherwise.
CODE_VERSION = "3"
