"""``diemtin extract``: how one page is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.opening import settings_of
from worker.cli.printed.output import iso, json_line, when
from worker.cli.typed.allowed import allowed_given
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from worker.extract.profile import Profile
    from worker.extract.sandbox import Sandbox
    from worker.model import Capture, NotAnArticle, Reading


_BLANK = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the first tag of a saved page: a byte-order mark, blanks."""


@click.command()
@click.argument("page", metavar="FILE | URL")
@click.option("--url", help="The address that a saved page came from.")
@click.option(
    "--allow", "allowed", multiple=True, help="host or host:port that need not be public."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def extract(
    ctx: click.Context, page: str, url: str | None, allowed: tuple[str, ...], as_json: bool
) -> None:
    """Show how one page is read, each field with its witness. Nothing is stored."""
    from worker.app import profiles_of
    from worker.model import NotAnArticle
    from worker.readers import OF_ONE_PAGE, reading_apart

    with reading_apart(settings_of(ctx).limits, OF_ONE_PAGE) as sandbox:
        if not page.endswith(".txt"):
            sandbox.warm()
        capture = _capture(ctx, page, url, allowed_given(allowed))
        profile = profiles_of(settings_of(ctx)).find(capture.final_url, None)
        reading = _read(sandbox, page, capture, profile)
    if isinstance(reading, NotAnArticle):
        if as_json:
            json_line({"article": False, "reason": reading.reason})
        else:
            click.echo(f"not an article: {reading.reason}")
        return
    place = profile.place if profile else None
    json_line(_json(reading, place)) if as_json else _print(reading, place)


def _read(
    sandbox: Sandbox, page: str, capture: Capture, profile: Profile | None
) -> Reading | NotAnArticle:
    """Read the page as a poll does: apart, so that one made to be slow cannot hang the command."""
    from functools import partial

    from worker.flow.intake.read import is_text_file, read

    if is_text_file(capture):
        return read(capture, profile)
    return sandbox.one(partial(read, profile=profile), capture, page)


def _capture(ctx: click.Context, page: str, url: str | None, allowed: tuple[str, ...]) -> Capture:
    """Take the page from the web, or from a file as if from ``url``."""
    if page.startswith(("http://", "https://")):
        import asyncio

        return asyncio.run(_fetch(ctx, page, allowed))
    from dataclasses import replace

    from worker.clock import SystemClock
    from worker.flow.intake.read import capture_file

    capture = capture_file(Path(page), SystemClock())
    if url is None and not capture.body.lstrip(_BLANK).startswith(b"<"):
        return capture
    address = url or "https://page.invalid/"
    return replace(capture, url=address, final_url=address, content_type="text/html")


async def _fetch(ctx: click.Context, url: str, allowed: tuple[str, ...]) -> Capture:
    import random

    from worker.app import fetching
    from worker.cli.polling import tell_asked
    from worker.clock import SystemClock
    from worker.errors import FetchError
    from worker.model import Capture, Refused

    rng = random.Random()
    async with fetching(settings_of(ctx), SystemClock(), rng, tell_asked()) as fetcher:
        fetched = await fetcher.get(url, allowed=allowed)
    if isinstance(fetched, Capture):
        return fetched
    reason = fetched.reason if isinstance(fetched, Refused) else "there is no such page"
    raise FetchError(reason, where=url)


def _json(reading: Reading, place: str | None) -> dict[str, object]:
    from worker.identify.content_hash import content_hash

    article, published = reading.article, reading.published
    return {
        "title": article.title,
        "lead": article.lead,
        "paragraphs": [paragraph.text for paragraph in article.paragraphs],
        "text": article.text,
        "byline": reading.byline,
        "category": reading.category,
        "published_at": iso(published.at) if published else None,
        "published_precision": published.precision if published else "none",
        "captions": list(article.captions),
        "place": place,
        "content_hash": content_hash(article),
        "witnesses": dict(reading.witnesses),
    }


def _print(reading: Reading, place: str | None) -> None:
    from worker.identify.content_hash import content_hash

    article, published = reading.article, reading.published
    fields = (
        ("title", article.title),
        ("published", when(published.at, published.precision) if published else "–"),
        ("category", reading.category or "–"),
        ("byline", reading.byline or "–"),
        ("place", place or "–"),
        ("lead", article.lead),
    )
    for name, value in fields:
        witness = reading.witnesses.get(name, "")
        click.echo(f"{name:10} {one_line(value)}" + (f"  [{witness}]" if witness else ""))
    for paragraph in article.paragraphs[1:]:
        click.echo(f"{paragraph.kind:10} {one_line(paragraph.text)}")
    click.echo(f"{'hash':10} {content_hash(article)}")
