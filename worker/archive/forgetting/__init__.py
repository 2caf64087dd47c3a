"""What goes: articles that are forgotten, sources with all that is theirs."""
