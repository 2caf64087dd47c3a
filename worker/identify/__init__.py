"""Identify: the content hash, and what a reading is next to what the archive has."""
