"""Channels, their secrets and the templates of what is sent through them."""
