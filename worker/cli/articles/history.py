"""How ``show --diff`` tells what the pages of an article have shown in turn."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

import click

from worker.cli.opening import opened
from worker.cli.printed.output import inert, iso, json_line, plural, when
from worker.deliver.excerpt import headline, one_line, without_marks

if TYPE_CHECKING:
    from worker.archive.articles.lookup import ArticleRecord, PageShown, SightingShown
    from worker.flow.search.history import PageHistory, Particular, Step
    from worker.model import ChangedSentence, Difference, NamedChange, Run

_GONE: Final = "gone"
_COLOURS: Final = {"gone": "red", "come": "green"}
_BRACKETS: Final = {"gone": ("[-", "-]"), "come": ("{+", "+}")}
_LONGEST_KEPT: Final = 160
"""Code points of words that did not change that are shown in a row; of more, both ends."""


def show_history(ctx: click.Context, id_text: str, *, as_json: bool) -> None:
    """Print what became of the article that a text names, on each of its pages."""
    from worker.archive.articles import lookup
    from worker.flow.search.history import history

    with opened(ctx) as app, app.archive.read() as tx:
        found, pages = history(tx, lookup.find(tx, id_text))
    if as_json:
        json_line(_history_json(found, pages))
        return
    click.echo(click.style(headline(found.article.title), bold=True))
    for page in pages:
        _print_page(page)


# --- to be read -----------------------------------------------------------------------------


def _print_page(page: PageHistory) -> None:
    click.echo(f"\n{one_line(page.url)}")
    click.echo(f"{when(page.first.first_seen)}  first seen: {_article(page.first)}")
    if not page.steps:
        click.echo("no other version of it has been seen there")
    for step in page.steps:
        _print_step(step)
    if page.absent is not None:
        click.echo(f"{when(page.absent.missing_since)}  {_absence(page.absent)}")


def _absence(page: PageShown) -> str:
    """Return how a page shows nothing now: ``gone``, ``moved`` or ``missing``."""
    met = f" ({one_line(page.trouble)})" if page.trouble else ""
    return f"{page.state}{met}"


def _print_step(step: Step) -> None:
    if step.gone_at is not None:
        click.echo(f"{when(step.gone_at)}  gone")
    back = "back, " if step.gone_at is not None else ""
    click.echo(f"{when(step.after.first_seen)}  {back}{_what_happened(step)}")
    for one in step.particulars:
        click.echo(f"    {one.what}: {_value(one.before)} → {_value(one.after)}")
    for line in difference_lines(step.difference) if step.difference else ():
        click.echo(f"    {line}")


def difference_lines(changed: Difference) -> Iterator[str]:
    """Yield each changed sentence, then who, what figure and what date came, went or changed."""
    for sentence in changed.sentences:
        yield f"{'title: ' if sentence.in_title else ''}{_marked(sentence)}"
    if changed.more:
        yield f"{plural(changed.more, 'more sentence')} changed, too many to be compared"
    if changed.named:
        yield f"changed: {'; '.join(map(_named, changed.named))}"


def _what_happened(step: Step) -> str:
    """Return in a few words what a page shows now, beside what it showed before."""
    anew = ", read by other rules" if step.read_anew else ""
    if step.before.number == step.after.number:
        return f"the same text{anew}"
    if step.difference is None:
        return f"another text{anew}: {_article(step.after)}; not both are kept"
    if step.same_bytes:
        return f"the same bytes, read by other rules: {_article(step.after)}"
    weight = "" if step.difference.substantial else ", slight"
    order = "" if step.difference.sentences else ", the same sentences in other paragraphs"
    return f"edited{weight}{order}{anew}: {_article(step.after)}"


def _article(shown: SightingShown) -> str:
    from worker.model import SHORT_HASH

    return f"article {shown.number}, {shown.content_hash[:SHORT_HASH]}"


def _marked(sentence: ChangedSentence) -> str:
    """Return a sentence with what went and came in colour, in brackets where there is none."""
    coloured = sys.stdout.isatty()
    parts = []
    for run in sentence.runs:
        text = inert(without_marks(run.text))
        if run.state not in _BRACKETS:
            parts.append(_shortened(text))
        elif coloured:
            struck = True if run.state == _GONE else None
            parts.append(click.style(text, fg=_COLOURS[run.state], strikethrough=struck))
        else:
            opening, closing = _BRACKETS[run.state]
            parts.append(f"{opening}{text}{closing}")
    return "".join(parts)


def _shortened(text: str) -> str:
    half = _LONGEST_KEPT // 2
    return text if len(text) <= _LONGEST_KEPT else f"{text[:half]}…{text[-half:]}"


def _named(one: NamedChange) -> str:
    """Return who or what came, went or became another."""
    if one.gone is None:
        return f"{one.what} {one_line(one.come or '')} came"
    if one.come is None:
        return f"{one.what} {one_line(one.gone)} gone"
    return f"{one.what} {one_line(one.gone)} → {one_line(one.come)}"


def _value(value: str | datetime | None) -> str:
    if isinstance(value, datetime):
        return when(value)
    return one_line(value) if value else "–"


# --- for programs ---------------------------------------------------------------------------


def _history_json(found: ArticleRecord, pages: tuple[PageHistory, ...]) -> dict[str, object]:
    from worker.model import SHORT_HASH

    return {
        "number": found.number,
        "id": found.content_hash[:SHORT_HASH],
        "content_hash": found.content_hash,
        "title": found.article.title,
        "pages": [
            {
                "url": page.url,
                "state": page.state,
                "missing_since": iso(page.absent.missing_since) if page.absent else None,
                "first": _shown_json(page.first),
                "changes": [_step_json(step) for step in page.steps],
            }
            for page in pages
        ],
    }


def _shown_json(shown: SightingShown) -> dict[str, object]:
    return {
        "number": shown.number,
        "content_hash": shown.content_hash,
        "first_seen": iso(shown.first_seen),
        "last_seen": iso(shown.last_seen),
        "ended_at": iso(shown.ended_at),
    }


def _step_json(step: Step) -> dict[str, object]:
    return {
        "before": _shown_json(step.before),
        "after": _shown_json(step.after),
        "gone_at": iso(step.gone_at),
        "read_anew": step.read_anew,
        "particulars": list(map(_particular_json, step.particulars)),
        **difference_json(step.difference),
    }


def difference_json(changed: Difference | None) -> dict[str, object]:
    """Return what an edit did with stable keys; null where the text is the same or not kept."""
    if changed is None:
        return {"substantial": None, "sentences": [], "more_sentences": 0, "named": []}
    return {
        "substantial": changed.substantial,
        "sentences": [
            {"title": one.in_title, "runs": list(map(_run_json, one.runs))}
            for one in changed.sentences
        ],
        "more_sentences": changed.more,
        "named": [{"what": one.what, "gone": one.gone, "come": one.come} for one in changed.named],
    }


def _run_json(run: Run) -> dict[str, str]:
    return {"text": run.text, "state": run.state}


def _particular_json(one: Particular) -> dict[str, object]:
    return {"what": one.what, "before": _said(one.before), "after": _said(one.after)}


def _said(value: str | datetime | None) -> str | None:
    return iso(value) if isinstance(value, datetime) else value
