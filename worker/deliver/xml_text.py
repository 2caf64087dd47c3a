"""What text XML can hold, for feeds and for Word documents."""

from __future__ import annotations

import re
from typing import Final

_UNFIT: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2)."""


def fit_for_xml(text: str) -> str:
    """Return the text without what XML 1.0 cannot hold."""
    return _UNFIT.sub("", text)
