"""The tables, and rows read back as values."""
