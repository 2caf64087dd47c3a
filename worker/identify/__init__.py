"""Identify: the content hash, and pure decisions over readings beside what the archive has.

What a reading is, what an edit changed, who tells one story, when a page is looked at again, and
when it has gone.
"""
