"""Articles and what showed them: kept, found, read back."""
