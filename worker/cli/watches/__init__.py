"""Watches: tried, added, changed, run over the past."""
