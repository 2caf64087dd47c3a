"""What the archive answers: articles, stories, a press review."""
