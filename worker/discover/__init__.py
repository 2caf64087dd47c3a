"""Discover: what a source has published, from folders, feeds and listing pages."""
