"""What people and programs read, for all commands alike: lines, tables, bars, the log."""
