"""The registry of officials: people, offices, terms, files; mentions found anew."""
