"""Extract: from a page's bytes to what it says, by profile or by general rules."""
