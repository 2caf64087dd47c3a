"""The languages that messages and press reviews are written in."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """What a channel's messages are written in, by its code (ISO 639-1)."""

    VIETNAMESE = "vi"
    ENGLISH = "en"
