"""The service: what runs when, from its start to its stop."""
