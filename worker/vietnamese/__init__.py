"""Vietnamese: folding and marks; names of persons, titles of office, places, dates."""
