"""To the console: a card an alert on a terminal, plain text in a pipe."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TextIO

from worker.deliver.excerpt import Piece, one_line, pieces, shortened, title_pieces
from worker.deliver.message import (
    SHOWN_IN_DIGEST,
    article_id,
    as_text,
    digest_title,
    evidence,
    outlet,
    when,
)
from worker.deliver.press_review_text import as_text as review_text
from worker.model import AlertView, Delivered, Failed, Outcome, Outgoing

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_BAR: Final = "▌ "
_WIDEST: Final = 100
_EXCERPT_LINES: Final = 2
_FOUND: Final = "bold black on yellow"
_FOUND_IN_TITLE: Final = "bold yellow"


async def deliver(outgoing: Outgoing, stream: TextIO) -> Outcome:
    """Print the delivery; a reader who has gone away (``| head``) is a failure, not a crash."""
    try:
        await asyncio.to_thread(_print, outgoing, stream)
    except (OSError, ValueError) as error:
        return Failed(f"console: cannot print: {_told(error)}")
    return Delivered()


def _told(error: OSError | ValueError) -> str:
    """Return why; a ValueError is a stream that was closed."""
    return (isinstance(error, OSError) and error.strerror) or "the output is closed"


def _print(outgoing: Outgoing, stream: TextIO) -> None:
    if outgoing.review is not None:
        shown = review_text(outgoing.review) + "\n"
    else:
        drawn = stream.isatty() and outgoing.notice is None
        shown = _cards(outgoing, stream) if drawn else as_text(outgoing) + "\n\n"
    encoding = stream.encoding or "utf-8"
    stream.write(shown.encode(encoding, "replace").decode(encoding))
    stream.flush()


def _cards(outgoing: Outgoing, stream: TextIO) -> str:
    """Return the delivery drawn for this terminal: its width, its colors."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        if outgoing.digest:
            _draw_digest(console, outgoing.alerts)
        else:
            _draw(console, _card(console, outgoing.alerts[0]), outgoing.alerts[0])
    return captured.get()


def _draw_digest(console: Console, alerts: tuple[AlertView, ...]) -> None:
    from rich.text import Text

    console.print(Text(digest_title(alerts), style="bold"))
    for alert in alerts[:SHOWN_IN_DIGEST]:
        _draw(console, _card(console, alert), alert)
    if len(alerts) > SHOWN_IN_DIGEST:
        rest = len(alerts) - SHOWN_IN_DIGEST
        console.print(Text(f"and {rest} more: diemtin alert list", style="bold"))


def _draw(console: Console, lines: Iterable[Text], alert: AlertView) -> None:
    """Print the lines behind a colored bar, and an empty line after them."""
    from rich.text import Text

    bar = (_BAR, "dim" if alert.sample else "cyan")
    for line in lines:
        for part in line.wrap(console, _room(console)):
            console.print(Text.assemble(bar, part), soft_wrap=True)
    console.print()


def _room(console: Console) -> int:
    return max(min(console.width, _WIDEST) - len(_BAR), 20)


def _card(console: Console, alert: AlertView) -> Iterator[Text]:
    """Tell the alert in six lines or so: what, title, where and when, the words, why, address."""
    from rich.text import Text

    yield _heading(alert, _room(console))
    yield _styled(title_pieces(alert.title, alert.reasons), "bold", _FOUND_IN_TITLE)
    about = f"{outlet(alert)} · {when(alert)} · {article_id(alert)}"
    yield Text(about, style="dim")
    width = _room(console) * _EXCERPT_LINES - 10
    in_body = [r for r in alert.reasons if r.start is None or r.start >= len(alert.title)]
    yield _styled(pieces(alert.text, in_body, width), "", _FOUND)
    for line in evidence(alert):
        word, _, said = line.partition(": ")
        yield Text.assemble((f"{word.lower()} ", "dim"), shortened(said, width))
    yield Text(one_line(alert.url), style="blue", no_wrap=True, overflow="ignore")


def _heading(alert: AlertView, room: int) -> Text:
    """Return kind and watch on the left, and on the right what is not live news."""
    from rich.text import Text

    left = Text.assemble((str(alert.kind).upper(), "bold cyan"), "  ", one_line(alert.watch))
    right = Text()
    if alert.backlog:
        right.append(" backlog ", style="dim")
    if alert.retrospective:
        right.append(" retrospective ", style="dim")
    if alert.sample:
        right.append(" SAMPLE ", style="bold black on magenta")
    left.append(" " * max(room - left.cell_len - right.cell_len, 2))
    return left + right


def _styled(shown: Iterable[Piece], plain: str, found: str) -> Text:
    from rich.text import Text

    return Text.assemble(*((piece.text, found if piece.matched else plain) for piece in shown))
