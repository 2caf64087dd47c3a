"""Pages that are missing, have moved or come back, and papers that move."""
