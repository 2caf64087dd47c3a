"""Values that are checked as they are typed: names, texts, days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from worker.model import PartialDate


class _Name(click.ParamType[str]):
    """A name in NFC, as all names are kept, whatever the keyboard or the file system made of it."""

    name = "TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from worker.vietnamese.text.fold import nfc

        return nfc(str(value))


class _Text(click.ParamType[str]):
    """A text in NFC on one line, in which everything can be seen."""

    name = "TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from worker.flow.written import Unfit, plain
        from worker.vietnamese.text.fold import nfc

        try:
            return plain(nfc(" ".join(str(value).split())))
        except Unfit as error:
            self.fail(_told(error.what, error.expected, error.remedy), param, ctx)


class _Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from worker.flow.written import Unfit, exact_day

        try:
            return exact_day(str(value))
        except Unfit as error:
            self.fail(_told(error.what, error.expected, error.remedy), param, ctx)


class _Date(click.ParamType["PartialDate | None"]):
    """A day, month or year; ``unknown`` is None."""

    name = "DATE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate | None:
        from worker.flow.written import Unfit, partial_date

        if value == UNKNOWN:
            return None
        try:
            return partial_date(str(value))
        except Unfit as error:
            expected = f"{error.expected}, or {UNKNOWN}"
            self.fail(_told(error.what, expected, error.remedy), param, ctx)


def _told(what: str, expected: str, remedy: str) -> str:
    return f"{what}; expected {expected}" + (f"; {remedy}" if remedy else "")


UNKNOWN = "unknown"
"""What is typed for a start or end that is not known any more."""
NAME = _Name()
TEXT = _Text()
DAY = _Day()
DATE = _Date()
