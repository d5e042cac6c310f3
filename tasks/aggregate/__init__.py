"""Warehouse -> published tables: one SELECT a table."""
