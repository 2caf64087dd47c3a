"""Alert: which hits become alerts, and for whom."""
