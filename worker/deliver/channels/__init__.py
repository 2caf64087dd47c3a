"""The kinds of channel, one module each, and what carries a message there."""
