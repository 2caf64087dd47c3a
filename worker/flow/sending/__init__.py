"""How alerts leave the house, and by which channels."""
