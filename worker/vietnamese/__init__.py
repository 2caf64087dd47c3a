"""Vietnamese: folding, marks, syllables."""
