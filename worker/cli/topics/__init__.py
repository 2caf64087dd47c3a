"""Topics: queries with a name, and files of them."""
