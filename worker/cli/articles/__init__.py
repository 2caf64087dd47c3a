"""Articles: taken in, shown with all that is kept of them, exported, forgotten."""
