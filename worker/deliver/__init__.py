"""Deliver: one module a kind of channel, and the pure rule of when to try again."""

from typing import Final

TEMPLATES: Final = "templates"
"""The folder of the home that may hold the user's own templates of messages."""
