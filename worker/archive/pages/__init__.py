"""Addresses, when each is asked, and which of them are one."""
