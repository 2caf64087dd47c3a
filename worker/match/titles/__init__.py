"""Titles of office in a text, and whose they are."""
