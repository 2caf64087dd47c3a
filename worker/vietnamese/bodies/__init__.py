"""What bodies are called in full, and where their names end."""
