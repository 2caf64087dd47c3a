"""The query language, and all watches asked about one article."""
