"""Sources: added, tried, polled, changed, moved, and how each one does."""
