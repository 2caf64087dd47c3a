"""Deliver: the kinds of channel, what a reader is told there, and when to try again."""

from typing import Final

TEMPLATES: Final = "templates"
"""The folder of the home that may hold the user's own templates of messages."""
