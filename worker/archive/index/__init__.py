"""The index of the archive: what is put into it, and how it is asked."""
