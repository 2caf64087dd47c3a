"""Topics: changed, in files, and all that is told of one."""
