"""``diemtin digest``: the press review (điểm báo) of some days, as a file or on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.printed.output import complain, plural
from worker.cli.search.found import tell_doubts
from worker.cli.typed.days import day_typed

if TYPE_CHECKING:
    from datetime import date

    from worker.model import Review


@click.command()
@click.option("--query", default="", help="What it is about.  [default: every article]")
@click.option("--since", metavar="DATE", required=True, callback=day_typed, help="First day.")
@click.option(
    "--until", metavar="DATE", callback=day_typed, help="Last day, included.  [default: today]"
)
@click.option(
    "--to",
    "path",
    type=click.Path(path_type=Path),
    help="A new FILE.docx, .html, .eml (a mail) or .txt.  [default: text on the terminal]",
)
@click.option(
    "--by",
    type=click.Choice(["topic", "official", "province", "source"]),
    default="topic",
    help="What its sections are.  [default: topic]",
)
@click.option("--title", default="", help="What it is called.")
@click.option(
    "--language",
    type=click.Choice(["vi", "en"]),
    default="vi",
    help="In what words it says where its news are from.  [default: vi]",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help="At most so many stories, the newest.  [default: 300]",
)
@click.pass_context
def digest(
    ctx: click.Context,
    query: str,
    since: date,
    until: date | None,
    path: Path | None,
    by: str,
    title: str,
    language: str,
    limit: int | None,
) -> None:
    """Make a press review (điểm báo) of some days.

    It has one paragraph for each story, in the papers' own words. Copies and light rewrites are
    one story, with every paper that told it and who was first. The front says what was asked, how
    much the archive has of those days, and which sources could not be read.

    QUERY is what search takes. Every morning: diemtin channel edit NAME --digest "0 7 * * *"
    --form review.
    """
    from worker.clock import hanoi_day
    from worker.deliver.press_review.text import as_text
    from worker.errors import UsageError
    from worker.flow.review.digest import MOST_STORIES, Order, press_review
    from worker.flow.review.files import check_place, write_review
    from worker.flow.search.ask import parse_search
    from worker.model import Grouping, Language

    if path is not None:
        check_place(path)
    with opened(ctx) as app:
        now = app.clock.now()
        last = until or hanoi_day(now)
        if until is None and last < since:
            raise UsageError(
                f"{since} is yet to come", where="--since", expected=f"{last} or a day before it"
            )
        if last < since:
            raise UsageError(f"{last} is before {since}", where="--until", expected="a later day")
        most = limit or MOST_STORIES
        order = Order(query, since, last, title, Grouping(by), Language(language), most)
        with app.archive.read() as tx:
            asked = parse_search(tx, query, now)
            tell_doubts(tx, asked, now, "digest", "--since", str(since), "--query")
            review = press_review(tx, order, now)
    if path is None:
        click.echo(as_text(review), nl=False)
    else:
        write_review(review, path)
        _tell(review, path)


def _tell(review: Review, path: Path) -> None:
    """Say what was written, and what its reader should know before it is handed on."""
    gaps = len(review.grounds.missing)
    stories = "1 story" if review.stories == 1 else f"{review.stories:,} stories"
    click.echo(f"{path}: {stories} from {plural(review.grounds.found, 'article')}")
    if not review.stories:
        complain("no article of those days matches: the review holds its front page only")
    if review.cut:
        complain(f"there are older stories: it holds the newest {review.stories:,}; see --limit")
    if gaps:
        complain(f"{plural(gaps, 'gap')} in what was collected: the review names them")
