"""Whether two articles tell one story."""
