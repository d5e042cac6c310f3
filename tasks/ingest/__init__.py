"""Seed file -> Documents: discovery of what changed, and one small reader a format."""
