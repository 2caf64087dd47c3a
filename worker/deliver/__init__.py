"""Deliver: one module a kind of channel, and the pure rule of when to try again."""
