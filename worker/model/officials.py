"""Officials, the offices they hold and when; and what an article says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from worker.model.partial_date import PartialDate
from worker.model.sources import Origin


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an official; ``blind`` ones match without regard to marks."""

    name: str
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """A role in a body of a place, in full canonical forms.

    ``place`` is the bare name of a unit ("Bến Tre", "Giồng Trôm", "Quận 1"), None for central
    bodies and where it is not known. ``unit`` is the kind of that unit in Vietnamese (``tỉnh``,
    ``thành phố``, ``huyện``, ``quận``, ``thị xã``, ``xã``, ``phường``, ``thị trấn``,
    ``đặc khu``) and ``within`` the province it lies in; None for provinces, and where not known.
    """

    role: str
    body: str
    place: str | None = None
    unit: str | None = None
    within: str | None = None

    def __str__(self) -> str:
        """Return it as people write it: "Bí thư Huyện ủy Giồng Trôm (Bến Tre)"."""
        body = "" if self.body == "Nhà nước" else self._body_behind_role()
        parts = [self.role, body, self.place or ""]
        inside = f" ({self.within})" if self.within and self.within != self.place else ""
        return " ".join(part for part in parts if part) + inside

    def _body_behind_role(self) -> str:
        """Return the body without what the role ends with: "Trưởng phòng Nội vụ".

        "Chánh Thanh tra" says all of the body; of "Trưởng ban" nobody knows which one it is.
        """
        role, body = self.role.casefold().split(), self.body.split()
        if len(body) > 1 and role[-2:] == [word.casefold() for word in body[:2]]:
            return " ".join(body[2:])
        if len(body) > 1 and role[-1:] == [body[0].casefold()]:
            return " ".join(body[1:])
        return self.body

    def may_be(self, other: Office) -> bool:
        """Say whether both may be one office: what one leaves open, the other may say."""
        return (self.role, self.body, self.place) == (other.role, other.body, other.place) and all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in ((self.unit, other.unit), (self.within, other.within))
        )


@dataclass(frozen=True, slots=True)
class Term:
    """An office held; an unknown start or end is None. ``attested`` are days it was seen held.

    ``known_from`` says where that is known from (a file's seed name, an address, a decree).
    """

    office: Office
    start: PartialDate | None = None
    end: PartialDate | None = None
    attested: tuple[date, ...] = ()
    known_from: str = ""
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An article that meant a namesake: what it said of that other person, kept as a lesson.

    ``offices`` are those that the article gave the namesake, ``place`` is the article's province.
    """

    number: int
    offices: tuple[Office, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """A person with aliases and terms. ``id`` is the archive's, 0 before it has one.

    ``distinction`` tells namesakes apart for the reader ("Giồng Trôm"); with the name it is
    unique.
    """

    name: str
    aliases: tuple[Alias, ...] = ()
    terms: tuple[Term, ...] = ()
    id: int = 0
    origin: Origin = Origin.USER
    distinction: str = ""
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def label(self) -> str:
        """Return the name, with the distinction in brackets where there is one."""
        return f"{self.name} ({self.distinction})" if self.distinction else self.name


@dataclass(frozen=True, slots=True)
class LearnedTerm:
    """Who the archive has seen named in which office: first and last day, in how many articles.

    ``holder`` is the label of a registered official (then ``official_id`` is set), or the name
    as the articles give it. ``id`` is the archive's.
    """

    holder: str
    office: Office
    first: date
    last: date
    articles: int = 1
    official_id: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a page showed an article: what unqualified offices are resolved by.

    ``place`` is the province of the source, ``day`` the Hanoi day of publication or, where none
    is known, of the first sighting. ``number`` is the archive's number of the article, None where
    it has none yet. ``byline`` is who signs, which may be another paper: "Theo Báo Sông Hàm".
    """

    place: str | None
    day: date
    number: int | None = None
    byline: str | None = None


class MentionKind(StrEnum):
    """A name, or an office without a name."""

    PERSON = "person"
    OFFICE = "office"


class OfficeStatus(StrEnum):
    """How the text says that the office is held."""

    CURRENT = "current"
    ACTING = "acting"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class OfficeSaid:
    """An office that the text attaches to a mention; ``place`` filled in from its setting."""

    office: Office
    status: OfficeStatus = OfficeStatus.CURRENT


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who a mention may be, with its odds from 0 to 1; ``official`` is a label or a name."""

    official: str
    odds: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of ``Article.text`` that names an official, or an office without a name.

    A person's span is the name alone, an office's the whole phrase. ``official`` is who is
    asserted: the label of a registered official (then ``official_id`` is set), or the full name
    of a person whom the text itself names with an office; None where nobody is. ``via`` says how
    it was recognized (``name``, ``alias``, ``blind``, ``title``, ``given-name``, ``article``,
    ``term``, ``learned``, ``office``), ``confidence`` how sure that is, 0 to 1; that a candidate
    is meant is so sure times his odds.
    """

    start: int
    end: int
    surface: str
    kind: MentionKind
    official: str | None
    official_id: int | None
    via: str
    confidence: float
    offices: tuple[OfficeSaid, ...] = ()
    candidates: tuple[Candidate, ...] = ()
