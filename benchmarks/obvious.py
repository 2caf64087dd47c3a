"""The stack that one would build first: known parts, each used as its documentation shows.

trafilatura with its defaults, asked for title and date besides the text (an article needs them
as much), ``str.translate`` with a dict, pyahocorasick, and one commit of SQLModel objects an
article, with a full-text index of SQLite beside them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import ahocorasick
import trafilatura
from sqlalchemy import event, text
from sqlmodel import Field, Session, SQLModel, create_engine
from trafilatura.settings import Document

from benchmarks.pages import Page


class Article(SQLModel, table=True):
    """An article; kept in a registry of its own, apart from the tables of the archive."""

    __tablename__ = "obvious_article"
    id: int | None = Field(default=None, primary_key=True)
    url: str = Field(unique=True)
    title: str
    body: str
    published: str | None = None
    captured_at: datetime = Field(default_factory=lambda: datetime.now(UTC))


class Mention(SQLModel, table=True):
    """A tracked name in an article."""

    __tablename__ = "obvious_mention"
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="obvious_article.id", index=True)
    name: str
    start: int
    end: int


def _unmarked(letter: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "d").lower()


FOLD = {
    code: _unmarked(chr(code))
    for code in [*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA), *range(ord("A"), ord("Z") + 1)]
    if len(_unmarked(chr(code))) == 1
}


@dataclass(slots=True)
class Spent:
    """Seconds by stage."""

    extract: float = 0.0
    fold: float = 0.0
    match: float = 0.0
    store: float = 0.0
    text_alone: float = 0.0

    @property
    def total(self) -> float:
        """Return the seconds of the whole way."""
        return self.extract + self.fold + self.match + self.store

    @property
    def total_of_text(self) -> float:
        """Return the seconds of a way that leaves out title and date."""
        return self.total - self.extract + self.text_alone


class Obvious:
    """The obvious stack over a new database in a folder."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._engine = create_engine(f"sqlite:///{folder / 'obvious.sqlite3'}")
        event.listen(self._engine, "connect", _as_durable_as_ours)
        SQLModel.metadata.create_all(
            self._engine,
            tables=[Article.__table__, Mention.__table__],  # type: ignore[attr-defined]
        )
        with Session(self._engine) as session:
            session.execute(text("CREATE VIRTUAL TABLE article_fts USING fts5(title, body)"))
            session.commit()
        self._names = ahocorasick.Automaton()
        for name in names:
            self._names.add_word(name.translate(FOLD), name)
        self._names.make_automaton()

    def take(self, page: Page, spent: Spent) -> set[str]:
        """Bring one page into the database; return the tracked names found in it."""
        began = perf_counter()
        document = trafilatura.bare_extraction(page.html.decode(), with_metadata=True)
        assert isinstance(document, Document)
        extracted = perf_counter()
        folded = f"{document.title}\n{document.text}".translate(FOLD)
        folded_at = perf_counter()
        found = self._found(folded)
        matched = perf_counter()
        self._store(page.url, document, found)
        stored = perf_counter()
        spent.extract += extracted - began
        spent.fold += folded_at - extracted
        spent.match += matched - folded_at
        spent.store += stored - matched
        return {name for name, _, _ in found}

    def time_text_alone(self, page: Page, spent: Spent) -> None:
        """Extract the text without title and date, and add what that took."""
        began = perf_counter()
        trafilatura.extract(page.html.decode())
        spent.text_alone += perf_counter() - began

    def _found(self, folded: str) -> list[tuple[str, int, int]]:
        found = []
        padded = f" {folded} "
        for last, name in self._names.iter(folded):
            start = last - len(name) + 1
            if not padded[start].isalnum() and not padded[last + 2].isalnum():
                found.append((name, start, last + 1))
        return found

    def _store(self, url: str, document: Document, found: list[tuple[str, int, int]]) -> None:
        title, body = document.title or "", document.text or ""
        with Session(self._engine) as session:
            article = Article(url=url, title=title, body=body, published=document.date)
            session.add(article)
            session.flush()
            assert article.id is not None
            for name, start, end in found:
                session.add(Mention(article_id=article.id, name=name, start=start, end=end))
            session.execute(
                text("INSERT INTO article_fts(rowid, title, body) VALUES (:id, :title, :body)"),
                {"id": article.id, "title": title, "body": body},
            )
            session.commit()


def _as_durable_as_ours(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
