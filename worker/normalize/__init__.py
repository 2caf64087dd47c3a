"""Normalize: canonical text, furniture, bylines, dates, addresses and the text format."""
