"""The command: one file a noun; each command imports what it needs when it runs."""
