"""Sources, how their polls went, and their past."""
