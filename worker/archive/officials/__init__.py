"""Officials and offices, mentions of them, and what articles teach of them."""
