"""Officials and their terms: changed, read from files, found, and their mentions found anew."""
