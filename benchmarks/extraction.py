"""How well pages are read that nobody described: title, date, byline, lead and body, with peers.

Measures Điểm Tin without profiles (as its peers are) and with them, and trafilatura, newspaper4k
and news-please in the same run, over tests/pages and the folders named; ``extraction_pages.py``
says which files are taken, ``extraction_score.py`` what is counted:

- title, lead: the same letters and digits; precision, recall and F1 over all pages
- date: the same minute in Hanoi (the same day where no more is expected); the same three
- byline: the set of names, labels and sources aside; the same three, names counted
- body: F1 of the syllables of each page, and the mean over the pages
- a page that is no article and was given a text is found and wrong in every field

Run it with ``make bench-extraction`` or ``make bench-extraction PAGES=folder``. ``--errors`` lists
where Điểm Tin without profiles is wrong. Nothing is fetched: connections are refused.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.extraction_pages import Page, find_pages
from benchmarks.extraction_readers import OURS, Reader, readers
from benchmarks.extraction_score import FIELDS, Score

PAGES: Final = Path(__file__).parents[1] / "tests" / "pages"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    given = _arguments(arguments)
    missing = [folder for folder in given.folders if not folder.is_dir()]
    if missing:
        print(f"{missing[0]}: no such folder; name folders of saved pages", file=sys.stderr)
        return 2
    try:
        pages = find_pages([*([] if given.only else [PAGES]), *given.folders])
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    if not pages:
        print("no page with an expectation beside it was found", file=sys.stderr)
        return 1
    known, absent = readers()
    for line in absent:
        print(line, file=sys.stderr)
    scores = {name: _measured(name, reader, pages) for name, reader in known.items()}
    if given.json:
        print(json.dumps(_as_json(scores, pages), ensure_ascii=False, indent=2))
    else:
        _print(scores, pages)
    if given.errors:
        print("", f"{OURS}, wrong:", *scores[OURS].wrong, sep="\n")
    return 0


def forbid_network() -> None:
    """Refuse every connection and look-up of this process from now on."""

    def refuse(event: str, _: object) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
            raise OSError("a benchmark of saved pages fetches nothing")

    sys.addaudithook(refuse)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folders", nargs="*", type=Path, help="folders of pages, looked through")
    parser.add_argument("--only", action="store_true", help="these folders without tests/pages")
    parser.add_argument("--errors", action="store_true", help="list what we read wrong")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args(arguments)


def _measured(name: str, reader: Reader, pages: Sequence[Page]) -> Score:
    """Return what a reader reaches; a peer that fails on a page has read nothing there."""
    score = Score()
    for page in pages:
        try:
            score.add(page, reader(page))
        except Exception as error:
            if name == OURS:
                raise
            print(f"{name} failed on {page.path}: {error!r}", file=sys.stderr)
            score.add(page, None)
    return score


def _print(scores: Mapping[str, Score], pages: Sequence[Page]) -> None:
    others = sum(page.expected is None for page in pages)
    print(f"{len(pages)} pages, {others} of them no articles")
    for name in FIELDS:
        print(f"\n{name:24}{'P':>8}{'R':>8}{'F1':>8}{'of ours':>9}")
        for reader, score in scores.items():
            print(
                f"  {reader:22}{_row(name, score)}{_ratio(score.f1(name), scores[OURS].f1(name))}"
            )
    print("\nno articles, taken for some")
    for reader, score in scores.items():
        print(f"  {reader:22}{score.taken:8} of {others}")


def _row(name: str, score: Score) -> str:
    if name == "body":
        return f"{'–':>8}{'–':>8}{score.f1(name):8.3f}"
    count = score.counts[name]
    return f"{count.precision:8.3f}{count.recall:8.3f}{count.f1:8.3f}"


def _ratio(share: float, ours: float) -> str:
    return f"{share / ours:9.2f}" if ours else f"{'–':>9}"


def _as_json(scores: Mapping[str, Score], pages: Sequence[Page]) -> dict[str, object]:
    return {
        "pages": len(pages),
        "readers": {
            reader: {
                **{name: round(score.f1(name), 4) for name in FIELDS},
                "no_articles_taken": score.taken,
            }
            for reader, score in scores.items()
        },
    }


if __name__ == "__main__":
    forbid_network()
    sys.exit(main())
