"""Watches, topics and channels; alerts, and their deliveries on the way."""
