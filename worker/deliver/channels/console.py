"""To the console: a card an alert on a terminal, plain text in a pipe."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, TextIO

from worker.deliver.excerpt import Piece, one_line, shortened
from worker.deliver.messages.message import SHOWN_IN_DIGEST, as_text
from worker.deliver.messages.rendering import Templates, made_with
from worker.deliver.messages.told import alert_values, digest_values
from worker.deliver.messages.values import WHOLE, Alert, Change, Departure
from worker.deliver.press_review.text import as_text as review_text
from worker.model import Delivered, Failed, Language, Outcome, Outgoing, RunState

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_BAR: Final = "▌ "
_WIDEST: Final = 100
_EXCERPT_LINES: Final = 2
_FOUND: Final = "bold black on yellow"
_FOUND_IN_TITLE: Final = "bold yellow"
_STYLES: Final = {RunState.GONE.value: "red strike", RunState.COME.value: "bold green"}


async def deliver(
    outgoing: Outgoing, stream: TextIO, templates: Templates | None = None
) -> Outcome:
    """Print the delivery; a reader who has gone away (``| head``) is a failure, not a crash."""
    try:
        await asyncio.to_thread(_print, outgoing, stream, templates)
    except (OSError, ValueError) as error:
        return Failed(f"console: cannot print: {_told(error)}")
    return Delivered()


def _told(error: OSError | ValueError) -> str:
    """Return why; a ValueError is a stream that was closed."""
    return (isinstance(error, OSError) and error.strerror) or "the output is closed"


def _print(outgoing: Outgoing, stream: TextIO, templates: Templates | None) -> None:
    if outgoing.review is not None:
        shown = review_text(outgoing.review) + "\n"
    elif stream.isatty() and outgoing.notice is None:
        shown = made_with(templates, partial(_cards, outgoing, stream))
    else:
        shown = as_text(outgoing, templates) + "\n\n"
    encoding = stream.encoding or "utf-8"
    stream.write(shown.encode(encoding, "replace").decode(encoding))
    stream.flush()


def _cards(outgoing: Outgoing, stream: TextIO, templates: Templates) -> str:
    """Return the delivery drawn for this terminal: its width, its colors."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    cards = _Cards(console, templates, outgoing.channel.language)
    with console.capture() as captured:
        if outgoing.digest:
            cards.draw_digest(outgoing)
        else:
            cards.draw(cards.values(outgoing, 0))
    return captured.get()


class _Cards:
    """Draws alerts on one terminal, in the words of one language."""

    def __init__(self, console: Console, templates: Templates, language: Language) -> None:
        self._console = console
        self._templates = templates
        self._language = language
        self._room = max(min(console.width, _WIDEST) - len(_BAR), 20)
        self._width = self._room * _EXCERPT_LINES - 10

    def values(self, outgoing: Outgoing, index: int) -> Alert:
        """Return what is told of an alert, with an excerpt of two lines or so."""
        width = self._width
        measure = replace(WHOLE, excerpt=width, sentences=6, sentence=width, named=8, members=4)
        return alert_values(outgoing.alerts[index], self._language, measure)

    def draw_digest(self, outgoing: Outgoing) -> None:
        """Print a headline, the alerts, and how many more there are."""
        from rich.text import Text

        headline = self._say("digest_title", digest_values(outgoing.alerts))
        self._console.print(Text(one_line(headline), style="bold"))
        for index in range(min(len(outgoing.alerts), SHOWN_IN_DIGEST)):
            self.draw(self.values(outgoing, index))
        if len(outgoing.alerts) > SHOWN_IN_DIGEST:
            more = self._say("more", len(outgoing.alerts) - SHOWN_IN_DIGEST)
            self._console.print(Text(one_line(more), style="bold"))

    def draw(self, alert: Alert) -> None:
        """Print the lines behind a colored bar, and an empty line after them."""
        from rich.text import Text

        bar = (_BAR, "dim" if alert.sample else "cyan")
        for line in self._card(alert):
            for part in line.wrap(self._console, self._room):
                self._console.print(Text.assemble(bar, part), soft_wrap=True)
        self._console.print()

    def _card(self, alert: Alert) -> Iterator[Text]:
        """Tell the alert in seven lines or so: what, title, where and when, words, why, address."""
        from rich.text import Text

        yield self._heading(alert)
        if alert.departure is None:
            yield _styled(alert.title_pieces, "bold", _FOUND_IN_TITLE)
        else:
            yield Text(self._say("headline", alert), style="bold")
        about = (alert.outlet, self._say("when", alert), self._say("archived", alert))
        yield Text(" · ".join(about), style="dim")
        if happened := self._say("happened", alert):
            yield Text(happened, style="bold")
        if alert.excerpt:
            yield _styled(alert.excerpt, "", _FOUND)
        if alert.change is not None:
            yield from self._changes(alert.change, alert.number)
        for line in self._evidence(alert):
            word, _, said = line.partition(": ")
            yield Text.assemble((f"{word.lower()} ", "dim"), shortened(said, self._width))
        if alert.departure is not None:
            yield from self._departed(alert.departure)
        if alert.story is not None:
            yield Text(self._say("story", alert))
        if alert.departure is None:
            yield _address(alert.url)

    def _heading(self, alert: Alert) -> Text:
        """Return kind and watch on the left, and on the right what is not live news."""
        from rich.text import Text

        left = Text.assemble((self._say("kind", alert).upper(), "bold cyan"), "  ", alert.watch)
        right = Text()
        if marks := self._say("marks", alert):
            style = "bold black on magenta" if alert.sample else "dim"
            right.append(f" {marks} ", style=style)
        left.append(" " * max(self._room - left.cell_len - right.cell_len, 2))
        return left + right

    def _changes(self, change: Change, number: int | None) -> Iterator[Text]:
        """Show what has gone struck through in red, what has come in green; then the named."""
        from rich.text import Text

        for sentence in change.sentences:
            head = self._say("in_title") + " " if sentence.in_title else ""
            words = ((one.text, _STYLES.get(one.state, "")) for one in sentence.words)
            yield Text.assemble("– ", head, *words)
        if change.more_sentences:
            yield Text(f"– {self._say('more_edits', change, number)}")
        if change.named:
            yield Text(self._say("all_named", change))

    def _departed(self, departure: Departure) -> Iterator[Text]:
        """List the pages of a section that left, each with its address."""
        from rich.text import Text

        yield Text(f"{self._say('departed', departure)}:")
        for one in departure.pages:
            yield Text(f"– {one.title}")
            yield _address(one.url)
        if departure.more:
            yield Text(f"– {self._say('more_departed', departure.more)}")

    def _evidence(self, alert: Alert) -> Iterator[str]:
        for one in alert.proofs:
            yield self._say("proof", one)
        if alert.reasons:
            yield self._say("matched", alert)

    def _say(self, macro: str, *values: object) -> str:
        return one_line(self._templates.say(self._language, macro, *values))


def _address(url: str) -> Text:
    from rich.text import Text

    return Text(url, style="blue", no_wrap=True, overflow="ignore")


def _styled(shown: Iterable[Piece], plain: str, found: str) -> Text:
    from rich.text import Text

    return Text.assemble(*((piece.text, found if piece.matched else plain) for piece in shown))
