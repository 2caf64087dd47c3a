"""Sentences read for officials, and what is found written short; all in them is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.match.articles import article
from worker.match.officials import Registry
from worker.model import (
    LearnedTerm,
    Mention,
    MentionKind,
    Office,
    OfficeSaid,
    OfficeStatus,
    Official,
    PartialDate,
    Setting,
    Term,
)

DAY = date(2023, 3, 14)
HERE = Setting("Sông Hàm", DAY)
NOWHERE = Setting(None, DAY)


def read(
    *paragraphs: str,
    officials: Sequence[Official] = (),
    learned: Sequence[LearnedTerm] = (),
    setting: Setting = HERE,
    title: str = "Tin trong huyện",
) -> tuple[Mention, ...]:
    """Return the mentions of an article with these paragraphs."""
    return Registry(officials, learned).mentions(article(*paragraphs, title=title), setting)


def told(
    *paragraphs: str,
    officials: Sequence[Official] = (),
    learned: Sequence[LearnedTerm] = (),
    setting: Setting = HERE,
    title: str = "Tin trong huyện",
) -> list[str]:
    """Return what :func:`read` finds, a line each; see :func:`short`."""
    found = read(*paragraphs, officials=officials, learned=learned, setting=setting, title=title)
    return [short(mention) for mention in found]


def short(mention: Mention) -> str:
    """Write a mention short.

    A person: ``Lê Văn Mẫn: Bí thư|Huyện ủy|Cái Sậy``, ``Mẫn = Lê Văn Mẫn`` where the surface is
    not the whole name. An office: ``<Bí thư Tỉnh ủy>: Bí thư|Tỉnh ủy|Sông Hàm``, and
    ``= Lê Văn Mẫn`` where its holder is asserted.
    """
    is_person = mention.kind is MentionKind.PERSON
    head = mention.surface if is_person else f"<{mention.surface}>"
    if mention.official is None and is_person:
        head += " = ?"
    elif mention.official is not None and mention.official != mention.surface:
        head += f" = {mention.official}"
    return head + (": " if mention.offices else "") + ", ".join(map(office, mention.offices))


def office(said: OfficeSaid) -> str:
    """Write an office said short: ``former Bí thư|Tỉnh ủy|Sông Hàm``; no place, no third part."""
    parts = (said.office.role, said.office.body, said.office.place)
    status = "" if said.status is OfficeStatus.CURRENT else f"{said.status} "
    return status + "|".join(part for part in parts if part is not None)


def term(of: Office, start: str = "", end: str = "", *seen: str) -> Term:
    """Return a term with dates as people write them; an empty one is unknown."""
    return Term(
        of,
        PartialDate.parse(start) if start else None,
        PartialDate.parse(end) if end else None,
        tuple(map(date.fromisoformat, seen)),
    )
