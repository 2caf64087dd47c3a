"""Which places there are and were, and where a phrase says."""
