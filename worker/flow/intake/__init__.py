"""From one capture to a stored, watched article, and what the archive learns from it."""
