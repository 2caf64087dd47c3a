"""Where the name of a person begins and ends."""
