"""Match: queries, many literals at once, and the officials a text names."""
