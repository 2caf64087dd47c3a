"""What people type, for several commands alike: queries, days, files, options."""
