"""A database opened, upgraded, copied, checked and cleansed."""
