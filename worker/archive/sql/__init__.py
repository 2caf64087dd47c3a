"""What statements share: inserts on both databases, turns, a time limit, lots of rows."""
