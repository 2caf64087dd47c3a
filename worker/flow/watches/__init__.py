"""Watches before they are saved, over the past, and after a pause."""
