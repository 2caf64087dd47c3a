"""What an edit changed, and whether that matters to a reader."""
