"""What it costs to let an article join its story where a million are stored in one month.

That is more than any month holds. The signatures are random, as those of unlike texts nearly are,
and are stored directly; what is measured is what the service does: sign, look through the
signatures, read and compare what is near, keep. Beside it what the libraries ask that find near
texts by bands of a MinHash; those only find, and compare nothing.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Final

import numpy as np
from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH
from sqlalchemy import insert

from benchmarks.stories_peers import minhash, shingles
from benchmarks.stories_set import pairs
from tests.archive.making import NOW, add_source, hash_of, show
from worker.archive.database.engine import Archive
from worker.archive.schema.tables import article as article_table
from worker.archive.schema.tables import story_member
from worker.archive.stories import signatures, stories
from worker.flow.intake.stories import join
from worker.identify.stories.near import Telling, same_story
from worker.identify.stories.signature import NEAR_BITS
from worker.model import Article, Paragraph

_LOT: Final = 10_000
_BANDS: Final = 16
_PERMUTATIONS: Final = 128
_MOST_OF_DATASKETCH: Final = 100_000
"""What its bands hold in memory comes to some 10 GB for a million."""
_PRICES: Final = 40
"""Markets of a price list: some 5,000 characters."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Processor milliseconds of several tries."""

    least: float
    median: float

    @classmethod
    def by(cls, tries: list[float]) -> Taken:
        """Return them, of seconds."""
        return cls(min(tries) * 1_000, median(tries) * 1_000)

    def __str__(self) -> str:
        return f"{self.least:.2f} | {self.median:.2f}"


def print_cost(stored: int, tries: int) -> None:
    """Print what one article costs, all others within its month."""
    long = long_article()
    print(f"\nan article of {len(long.text)} characters, {stored} stored; processor time, ms\n")
    print("| step | least | median |\n|---|---|---|")
    _print_steps(long, tries)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(f"sqlite:///{Path(folder) / 'stories.db'}")
        _fill(archive, stored)
        told = _print_archive(archive, long, tries)
        archive.close()
    told += [_rensa(long, stored, tries), _datasketch(long, stored, tries)]
    print("\n" + "\n".join(told))


def _print_steps(long: Article, tries: int) -> None:
    new, copy = Telling(long, 1), _reprint(long)
    one, next_day = price_list(1), price_list(2)
    listed = Telling(one, 1)
    steps: dict[str, Callable[[], object]] = {
        "runs and signature": lambda: Telling(long).signature,
        "compare with a candidate that is the same": lambda: same_story(new, Telling(copy, 2)),
        f"with one that is not, a price list of {len(one.text)} characters": lambda: same_story(
            listed, Telling(next_day, 1)
        ),
    }
    for name, step in steps.items():
        print(f"| {name} | {_timed(step, tries)} |")


def _print_archive(archive: Archive, long: Article, tries: int) -> list[str]:
    signed = Telling(long).signature
    before, began = _resident(), perf_counter()
    with archive.write() as tx:
        stories.candidates(tx, signed, NOW, bits=0)
    loading, kept = perf_counter() - began, _resident() - before
    with archive.write() as tx:
        scan = _timed(lambda: stories.candidates(tx, signed, NOW, bits=NEAR_BITS), tries)
    print(f"| look through the signatures of all | {scan} |")
    paper, other = add_source(archive, "bao-moi"), add_source(archive, "bao-khac")
    unlike = _joins(archive, paper, [_unlike(n) for n in range(tries)])
    print(f"| the whole join, in its transaction: nothing near | {unlike} |")
    copies = [_reprint(_unlike(n)) for n in range(tries)]
    print(f"| a reprint, one candidate | {_joins(archive, other, copies)} |")
    most = stories.MOST_CANDIDATES
    _joins(archive, paper, [price_list(n) for n in range(most)])
    days = [price_list(most + n) for n in range(tries)]
    listed = _joins(archive, paper, days, apart=True)
    print(f"| the price list of another day, {most} candidates | {listed} |")
    return [f"signatures: read after a start in {loading:.1f} s, {kept:.0f} MB kept"]


def _joins(archive: Archive, source_id: int, texts: list[Article], *, apart: bool = False) -> Taken:
    """Return in which time articles join, each in a transaction of its own.

    ``apart``: each has to begin a story of its own.
    """
    taken = []
    for text in texts:
        with archive.write() as tx:
            url = f"https://bao-moi.example/{source_id}/{hash_of(text)}"
            number = show(tx, source_id, url, text)
        with archive.write() as tx:
            began = process_time()
            stories.alone(tx)
            story = join(tx, number, Telling(text, source_id), NOW)
            taken.append(process_time() - began)
        if apart and story != number:
            raise AssertionError(f"{text.title} was merged")
    return Taken.by(taken)


def _rensa(long: Article, stored: int, tries: int) -> str:
    """Measure bands of a MinHash in memory, by the library that hashes our signatures too."""
    before, began = _resident(), process_time()
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for lot in _lots(stored):
        tokens = np.random.default_rng(lot.start).integers(0, 2**63, len(lot), dtype=np.uint64)
        offsets = np.arange(len(lot) + 1, dtype=np.uint64)
        index.insert_matrix(
            RMinHash.digest_matrix_from_flat_token_hashes(
                tokens, offsets, num_perm=_PERMUTATIONS, seed=1
            ),
            lot.start,
        )
    filling, kept = process_time() - began, _resident() - before

    def sign() -> RMinHash:
        made = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        made.update(shingles(long))
        return made

    signed, at = sign(), iter(range(stored, stored + tries))
    look_up = _timed(lambda: index.query(signed), tries)
    print(f"| rensa's MinHash, for comparison | {_timed(sign, tries)} |")
    print(f"| look up in rensa's bands, {stored} stored | {look_up} |")
    print(f"| add to them | {_timed(lambda: index.insert(next(at), signed), tries)} |")
    return f"rensa's bands: filled in {filling:.1f} s, {kept:.0f} MB kept; they keep in memory only"


def _datasketch(long: Article, stored: int, tries: int) -> str:
    """Measure the same with datasketch."""
    stored = min(stored, _MOST_OF_DATASKETCH)
    before, began = _resident(), process_time()
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _PERMUTATIONS // _BANDS))
    numbers = np.random.default_rng(1)
    for key in range(stored):
        made = MinHash(_PERMUTATIONS)
        made.hashvalues[:] = numbers.integers(0, 2**32, _PERMUTATIONS)
        index.insert(key, made, check_duplication=False)
    filling, kept = process_time() - began, _resident() - before
    signed, at = minhash(long), iter(range(stored, stored + tries))
    add = _timed(lambda: index.insert(next(at), signed, check_duplication=False), tries)
    print(f"| datasketch's MinHash | {_timed(lambda: minhash(long), tries)} |")
    print(
        f"| look up in its bands, {stored} stored | {_timed(lambda: index.query(signed), tries)} |"
    )
    print(f"| add to them | {add} |")
    return f"datasketch's bands of {stored}: filled in {filling:.1f} s, {kept:.0f} MB kept"


def _timed(step: Callable[[], object], tries: int) -> Taken:
    taken = []
    for _ in range(tries):
        began = process_time()
        step()
        taken.append(process_time() - began)
    return Taken.by(taken)


def long_article() -> Article:
    """Return some 5,000 characters: articles of the set one after the other."""
    some = [pair.one for pair in pairs("tuning") if pair.kind == "another title"][:6]
    return Article(some[0].title, tuple(part for one in some for part in one.paragraphs))


def price_list(day: int) -> Article:
    """Return what a paper prints every day under one title: only the prices tell the days apart."""
    prices = random.Random(day)
    sold = ("Bưởi da xanh", "Dừa khô", "Khoai lang tím", "Ớt chỉ thiên")
    lines = [f"Giá nông sản ngày {day % 28 + 1}-{day // 28 + 1}, đơn vị tính đồng mỗi ký."]
    for market in range(_PRICES):
        asked = (f"{one} loại một {prices.randrange(90, 410)}00 đồng" for one in sold)
        lines.append(f"Chợ số {market} xã Vàm Sát: {', '.join(asked)}.")
    return Article("Giá nông sản hôm nay", tuple(map(Paragraph, lines)))


def _reprint(one: Article) -> Article:
    return Article(one.title, (*one.paragraphs, Paragraph("Theo Báo Hàm Giang Nay.")))


def _unlike(n: int) -> Article:
    """Return the words of the long article in another order, its names and numbers too."""
    words = long_article().text.split()
    random.Random(n).shuffle(words)
    return Article(f"Bài {n}", (Paragraph(" ".join(words)),))


def _fill(archive: Archive, stored: int) -> None:
    """Store so many articles of a few words, and for each a story with a random signature."""
    for lot in _lots(stored):
        random_bytes = np.random.default_rng(lot.start).bytes(32 * len(lot))
        signed = [random_bytes[at : at + 32] for at in range(0, len(random_bytes), 32)]
        with archive.write() as tx:
            tx.execute(insert(article_table), [_stored(number) for number in lot])
            members = zip(lot, signed, strict=True)
            tx.execute(insert(story_member), [_member(*member) for member in members])


def _stored(number: int) -> dict[str, object]:
    digest = hash_of(Article(f"Bài {number}", ()))
    return {
        "number": number,
        "content_hash": digest,
        "short_hash": digest[:16],
        "title": f"Bài {number}",
        "paragraphs": [["text", "Ngắn."]],
        "search_key": number,
    }


def _member(number: int, signature: bytes) -> dict[str, object]:
    day = stories.day_of(NOW)
    period = day // signatures.PERIOD
    return {
        "number": number,
        "story": number,
        "day": day,
        "period": period,
        "signature": signature,
    }


def _lots(stored: int) -> Iterator[range]:
    for start in range(0, stored, _LOT):
        yield range(start, min(start + _LOT, stored))


def _resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
