"""Who is named or meant, where, and since when."""
