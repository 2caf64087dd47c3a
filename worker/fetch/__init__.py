"""Fetch: the only way out of the house, guarded, bounded and polite."""
