"""What a text looks like to a pattern: folded, in lines, in sentences."""
