"""A source asked what it has published, when, and what its pages show by now."""
