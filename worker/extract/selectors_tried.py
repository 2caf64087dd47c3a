"""Which selectors of a profile still find something on a page."""

from __future__ import annotations

from dataclasses import fields

from selectolax.lexbor import LexborHTMLParser

from worker.extract.decode import decode
from worker.extract.profile import Profile, Selectors
from worker.extract.refusal import not_html
from worker.model import Capture


def unmatched(capture: Capture, profile: Profile) -> tuple[str, ...]:
    """Return the fields whose selectors find nothing on this page: ``title``, ``body``, ….

    Fields for which the profile has no selectors are not among them. () for what is no page.
    """
    if not_html(capture):
        return ()
    tree = LexborHTMLParser(decode(capture.body, capture.content_type).text)
    told = ((field.name, getattr(profile.select, field.name)) for field in fields(Selectors))
    return tuple(
        name
        for name, selectors in told
        if selectors and not any(tree.css_first(selector) is not None for selector in selectors)
    )
