"""Điểm Tin: watches Vietnamese papers, keeps every version, and says why it alerts."""

__version__ = "0.1.0"
