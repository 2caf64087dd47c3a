"""What the archive answers, and how its answers leave it."""
