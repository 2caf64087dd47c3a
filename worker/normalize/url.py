"""Canonical addresses, by the name under which the stages know them."""

from worker.address.canonical import LONGEST, canonical_url

__all__ = ["LONGEST", "canonical_url"]
