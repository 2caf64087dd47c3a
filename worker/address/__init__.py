"""Addresses: their one form, and which of them name the same page."""
