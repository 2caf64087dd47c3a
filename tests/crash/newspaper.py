"""What papers write, as it is edited, reprinted, taken down and put up again, at random.

Words are drawn from a few invented ones; each text has a mark of its own, which only a version
that differs from it by commas has too.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tests.flow.house import text_file
from tests.site import ProvincialSite, Story

WORDS: Final = (
    *("lúa", "cầu", "chợ", "trường", "đê", "mưa", "nước", "bến", "vườn", "dừa", "tôm", "ghe"),
    *("đường", "xã", "ấp", "rạch", "cồn", "bưởi", "mía", "muối", "kênh", "đò", "nắng", "gió"),
)
PERSON: Final = "Ông Kiều Thanh Vĩ, Chủ tịch UBND huyện Cái Sậy, đã tới thăm."
MOST_AWAY: Final = 4
"""Pages of the site that are missing at a time: five may be a section that has gone as a whole."""
LEAST_THERE: Final = 3
"""Pages of which one may go: a feed that is empty all at once is a trouble of the source."""
LETTERS: Final = "bcdghklmnpqrstvx"


@dataclass(frozen=True)
class Text:
    """An article as it is written; ``mark`` is a word of its last paragraph but one at most."""

    title: str
    paragraphs: tuple[str, ...]
    mark: str


@dataclass
class Newspaper:
    """Two folders, of which one reprints what the other has, and a site; and what each page shows.

    ``shows`` has the text of each address that is there, ``down`` of those that are there no more,
    ``left`` the addresses that an article has moved away from.
    """

    folders: tuple[Path, Path]
    site: ProvincialSite
    rng: random.Random
    shows: dict[str, Text] = field(default_factory=dict)
    down: dict[str, Text] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    count: int = 0

    def begin(self, articles: int) -> None:
        """Write so many articles into the first folder."""
        for _ in range(articles):
            self.write()

    def publish(self) -> None:
        """Do something: mostly a new article or another version, else one of all the rest."""
        deeds: dict[Callable[[], None], int] = {
            self.write: 3,
            self.put_on_site: 4,
            self.correct: 3,
            self.touch_up: 2,
            self.rewrite: 2,
            self.copy: 2,
            self.reprint: 3,
            self.take_down: 2,
            self.put_up: 1,
            self.move: 1,
        }
        [deed] = self.rng.choices(list(deeds), weights=list(deeds.values()))
        deed()

    def write(self) -> None:
        """Publish a new article in a folder."""
        self._show(self._new_file(0), self._fresh())

    def put_on_site(self) -> None:
        """Publish a new article on the site."""
        self._show(self._new_page(), self._fresh())

    def correct(self) -> None:
        """Let a page say something else in one paragraph."""
        url, before = self._any()
        mark = self._mark()
        first, _, *rest = before.paragraphs
        self._show(url, Text(before.title, (first, self._second(mark), *rest), mark))

    def touch_up(self) -> None:
        """Let a page differ by a comma from what it was."""
        url, before = self._any()
        first, *rest = before.paragraphs
        words = first.split()
        at = self.rng.choice([n for n, word in enumerate(words[:-1]) if not word.endswith(",")])
        words[at] += ","
        self._show(url, replace(before, paragraphs=(" ".join(words), *rest)))

    def rewrite(self) -> None:
        """Let a page show another article altogether."""
        self._show(self._any()[0], self._fresh())

    def copy(self) -> None:
        """Publish a known text on one more page."""
        self._show(self._new_file(self.rng.randrange(2)), self._any()[1])

    def reprint(self) -> None:
        """Publish nearly the same text in the other folder."""
        _, known = self._any()
        mark = self._mark()
        paragraphs = tuple(part.replace(known.mark, mark) for part in known.paragraphs)
        self._show(self._new_file(1), Text(known.title, paragraphs, mark))

    def take_down(self) -> None:
        """Let the site answer 404 where an article was."""
        pages = self._pages()
        if len(pages) >= LEAST_THERE and len(self.down) + len(self.left) < MOST_AWAY:
            url = self.rng.choice(pages)
            self.down[url] = self._remove(url)

    def put_up(self) -> None:
        """Let the site show again what it had taken down."""
        if self.down:
            url = self.rng.choice(sorted(self.down))
            self._show(url, self.down.pop(url))

    def move(self) -> None:
        """Let the site show an article at another address, and not where it was."""
        pages = self._pages()
        few = len(self.left) < MOST_AWAY // 2 and len(self.down) < MOST_AWAY // 2
        if few and len(pages) >= LEAST_THERE:
            url = self.rng.choice(pages)
            self.left.add(url)
            self._show(self._new_page(), self._remove(url))

    def _any(self) -> tuple[str, Text]:
        url = self.rng.choice(sorted(self.shows))
        return url, self.shows[url]

    def _pages(self) -> list[str]:
        return sorted(url for url in self.shows if not url.startswith("/"))

    def _new_file(self, folder: int) -> str:
        self.count += 1
        return str(self.folders[folder] / f"bai-{self.count:04}.txt")

    def _new_page(self) -> str:
        self.count += 1
        return f"{self.site.address}/tin-moi-trong-ngay-02032026-a{90_000 + self.count}.html"

    def _show(self, url: str, text: Text) -> None:
        self.shows[url] = text
        if url.startswith("/"):
            path = Path(url)
            text_file(path.parent, path.name, text.title, *text.paragraphs)
            return
        slug = _slug(url)
        lead, *paragraphs = text.paragraphs
        story = Story(slug, text.title, "02/03/2026 - 08:15", lead, tuple(paragraphs))
        others = [one for one in self.site.stories if one.slug != slug]
        self.site.stories = [story, *others]

    def _remove(self, url: str) -> Text:
        self.site.stories = [one for one in self.site.stories if one.slug != _slug(url)]
        return self.shows.pop(url)

    def _fresh(self) -> Text:
        mark = self._mark()
        title, first = self._words(5).capitalize(), self._words(30).capitalize()
        said = (PERSON,) if self.rng.random() < 0.5 else ()
        return Text(title, (first, self._second(mark), *said), mark)

    def _second(self, mark: str) -> str:
        return f"{self._words(20).capitalize()} {mark}."

    def _words(self, many: int) -> str:
        return " ".join(self.rng.choices(WORDS, k=many))

    def _mark(self) -> str:
        return "mốc" + "".join(self.rng.choices(LETTERS, k=8))


def _slug(url: str) -> str:
    return url.rpartition("/")[2].removesuffix(".html")
