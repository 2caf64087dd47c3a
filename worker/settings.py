"""Settings: typed, frozen, read and validated once at start; unknown keys are refused.

``DIEMTIN_*`` variables of the environment stand over ``diemtin.toml`` in the home folder. Each
setting is one line of ``SETTINGS``, from which the reading, the errors and the table of the
documentation are made. Nothing heavy is imported, so that ``--help`` stays quick.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from worker import __version__
from worker.errors import SettingsError
from worker.fetch.limits import MEANINGS, Limits
from worker.flow.rhythm import Pace
from worker.setting_values import (
    LANGUAGES,
    LOG_LEVELS,
    Given,
    Setting,
    between,
    contact,
    database_url,
    flag,
    language,
    lengths,
    log_level,
    number_said,
    positive,
    whole,
    yes_or_no,
)

FILE: Final = "diemtin.toml"
PREFIX: Final = "DIEMTIN_"
HOME: Final = "DIEMTIN_HOME"
DEFAULT_HOME: Final = "diemtin-home"
RETIRED: Final = {"recheck_after": "rechecks"}
"""Settings of earlier versions that are still let stand, and what has taken their place."""
RECHECKS: Final = tuple(60.0 * m for m in (15, 60, 360, 1440, 4320, 10080, 43200))
LEFT_ALONE: Final = ("DIEMTIN_SECRET_", "DIEMTIN_ADDRESS_", "DIEMTIN_TEST_")
"""Variables that begin so are none of ours: secrets of channels, and what tests need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the service was told. Times are seconds; ``home`` is absolute.

    ``database_url`` is an SQLAlchemy address and may hold a password: it is left out of ``repr``.
    ``retired`` are the settings given that have no effect any more.
    """

    home: Path
    database_url: str = field(repr=False)
    contact: str | None = None
    bare: bool = False
    rechecks: tuple[float, ...] = RECHECKS
    dispatch_every: float = 2.0
    grace: float = 20.0
    poll_shortest: float = 600.0
    poll_first: float = 3600.0
    poll_longest: float = 86400.0
    attestation_days: int = 90
    log_level: str = "INFO"
    language: str = "vi"
    limits: Limits = field(default_factory=Limits)
    retired: tuple[str, ...] = ()

    @property
    def user_agent(self) -> str:
        """Return the User-Agent header: who asks, and whom a site can write to."""
        name = f"diemtin/{__version__}"
        return f"{name} (+{self.contact})" if self.contact else name

    @property
    def pace(self) -> Pace:
        """Return the bounds of the time between two polls of a source."""
        return Pace.of_seconds(self.poll_shortest, self.poll_first, self.poll_longest)

    @staticmethod
    def load(home: Path | None, environ: Mapping[str, str]) -> Settings:
        """Read the settings of a home folder, which need not exist yet.

        The home is ``home``, else DIEMTIN_HOME, else ``./diemtin-home``. Raises SettingsError
        with ``file:line: key`` or the variable's name for a value that cannot be used.
        """
        folder = _home(home, environ)
        given = {**_from_file(folder / FILE), **_from_environment(environ)}
        retired = tuple(given[key].where for key in RETIRED if key in given)
        values = {key: SETTINGS[key].value_of(one) for key, one in given.items() if key in SETTINGS}
        limits = {
            key.removeprefix("limits."): values.pop(key)
            for key in list(values)
            if key.startswith("limits.")
        }
        values.setdefault("database_url", _sqlite_url(folder))
        settings = Settings(home=folder, limits=Limits(**limits), retired=retired, **values)
        if not settings.poll_shortest <= settings.poll_first <= settings.poll_longest:
            raise _unordered(given)
        return settings


def table() -> str:
    """Return the settings as rows of a Markdown table, for the documentation."""
    rows = ["| key | environment variable | default | meaning |", "|---|---|---|---|"]
    for key, setting in SETTINGS.items():
        rows.append(f"| `{key}` | `{variable(key)}` | {setting.default} | {setting.meaning} |")
    return "\n".join(rows)


def retired_line(where: str) -> str:
    """Return what to tell of a setting that has no effect any more; ``where`` ends in its key."""
    key = next(key for key in RETIRED if where in (variable(key), key) or where.endswith(f" {key}"))
    return f"{where} has no effect any more: remove it; {RETIRED[key]} has taken its place"


def variable(key: str) -> str:
    """Return the environment variable of a key: ``limits.redirects`` → DIEMTIN_LIMITS_REDIRECTS."""
    return PREFIX + key.upper().replace(".", "_")


LEAST: Final = {"redirects": 0, "retries": 0, "parse_memory": 64_000_000}
"""Where 1 is not the least: with less memory no page could be read."""


def _limit(one: Field[Any]) -> Setting:
    """Return the setting of one field of ``Limits``: a positive number of its default's kind."""
    meaning = MEANINGS.get(one.name, one.name.replace("_", " "))
    if isinstance(one.default, int):
        low = LEAST.get(one.name, 1)
        expected = f"a whole number, {low} or more"
        return Setting(f"`{one.default}`", meaning, expected, whole(low), number_said)
    default = f"`{one.default:.10g}`"
    return Setting(default, meaning, "a number above 0", positive, number_said)


def _seconds(default: int, meaning: str, low: int, high: int) -> Setting:
    """Return a setting that is a length of time."""
    expected = f"seconds from {low} to {high}"
    return Setting(f"`{default}`", meaning, expected, between(low, high), number_said)


SETTINGS: Final[Mapping[str, Setting]] = {
    "database_url": Setting(
        "`sqlite:///<home>/diemtin.sqlite3`",
        "the archive: an SQLite file, or PostgreSQL as `postgresql://user:password@host/name`",
        "sqlite:////path/to/file or postgresql://user:password@host/name",
        database_url,
        secret=True,
    ),
    "contact": Setting(
        "none",
        "an e-mail or web address that stands in the User-Agent, for the sites that are asked",
        "an e-mail address or a web address",
        contact,
    ),
    "bare": Setting(
        "`false`",
        "a new archive starts without the sources, officials, topics and watches of `seeds/`",
        "true or false",
        flag,
        yes_or_no,
    ),
    "rechecks": Setting(
        "`15m 1h 6h 1d 3d 7d 30d`",
        "how long after publication a page is looked at again, to see edits and what has gone",
        "lengths of time in rising order, as in 15m 1h 6h 1d, each from 1s to 365d, at most 100",
        lengths,
    ),
    "dispatch_every": _seconds(2, "seconds between two looks for deliveries that are due", 1, 5),
    "grace": _seconds(20, "seconds that running work is given to end after SIGTERM", 0, 3600),
    "poll_shortest": _seconds(
        600,
        "shortest time between two polls of a source that is polled as it publishes, in seconds",
        1,
        31_536_000,
    ),
    "poll_first": _seconds(
        3600,
        "longest such time for a source that has been known for less than a day, in seconds",
        1,
        31_536_000,
    ),
    "poll_longest": _seconds(
        86400,
        "longest such time at all, and for one that has long failed to answer, in seconds",
        1,
        31_536_000,
    ),
    "attestation_days": Setting(
        "`90`",
        "days around the first and last time an office was seen held that it counts as held",
        "a whole number of days from 0 to 36500",
        whole(0, 36_500),
        number_said,
    ),
    "log_level": Setting(
        "`INFO`",
        "what is logged: " + ", ".join(LOG_LEVELS),
        "one of " + ", ".join(LOG_LEVELS),
        log_level,
    ),
    "language": Setting(
        "`vi`",
        "what the messages of a new channel are written in: " + ", ".join(LANGUAGES),
        "one of " + ", ".join(LANGUAGES),
        language,
    ),
    **{f"limits.{one.name}": _limit(one) for one in fields(Limits)},
}
"""Every setting by its key; a key ``limits.x`` is the ``x`` of the table ``[limits]``."""


# --- where values come from ----------------------------------------------------------------


def _home(home: Path | None, environ: Mapping[str, str]) -> Path:
    chosen = str(home) if home is not None else environ.get(HOME) or DEFAULT_HOME
    folder = Path(os.path.abspath(os.path.expanduser(chosen)))
    if folder.exists() and not folder.is_dir():
        where = "--home" if home is not None else HOME
        raise SettingsError(f"{folder} is no folder", where=where, expected="a folder")
    return folder


def _sqlite_url(folder: Path) -> str:
    """Return the address of the home's own database; SQLAlchemy cuts at ``?`` and undoes ``%``."""
    path = (folder / "diemtin.sqlite3").as_posix()
    return "sqlite:///" + path.replace("%", "%25").replace("?", "%3F")


def _from_environment(environ: Mapping[str, str]) -> dict[str, Given]:
    """Return what DIEMTIN_ variables say; an empty one says nothing."""
    keys = {variable(key): key for key in (*SETTINGS, *RETIRED)}
    given: dict[str, Given] = {}
    for name, text in environ.items():
        if not name.startswith(PREFIX) or name == HOME or name.startswith(LEFT_ALONE):
            continue
        if name not in keys:
            raise _unknown(name, list(keys), name)
        if text.strip():
            given[keys[name]] = Given(text.strip(), name, is_text=True)
    return given


def _from_file(path: Path) -> dict[str, Given]:
    """Return what the settings file says; a missing one says nothing."""
    text = _text_of(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = found[1] if found else str(text.count("\n") + 1)
        what = f"not TOML: {str(error).partition(' (at ')[0]}"
        raise SettingsError(what, where=f"{path}:{line}", expected="key = value") from error
    given: dict[str, Given] = {}
    for key, value in _flat(data):
        where = f"{path}:{line_of(text, key)}: {key}"
        if key == "limits":
            raise SettingsError("not a table", where=where, expected="a table [limits]")
        if key not in SETTINGS and key not in RETIRED:
            raise _unknown(key, list(SETTINGS), where)
        given[key] = Given(value, where)
    return given


def _unordered(given: Mapping[str, Given]) -> SettingsError:
    """Return the refusal of bounds of polling that contradict one another, where one stands."""
    where = next(one.where for key, one in given.items() if key.startswith("poll_"))
    rising = "poll_shortest, poll_first, poll_longest in rising order"
    return SettingsError("these bounds contradict one another", where=where, expected=rising)


def _text_of(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", where=str(path)) from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remedy = "save the file as UTF-8"
        raise SettingsError("not UTF-8", where=f"{path}:{line}", remedy=remedy) from error


def _flat(data: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in data.items():
        if key == "limits" and isinstance(value, dict):
            yield from ((f"limits.{name}", one) for name, one in value.items())
        else:
            yield key, value


def line_of(text: str, key: str) -> int:
    """Return the line on which a dotted key of a TOML text is set, or its table; else 1."""
    table, at_table = "", 1
    for number, line in enumerate(text.split("\n"), start=1):
        if header := re.match(r"\s*\[+\s*([^\[\]]+?)\s*\]", line):
            table = re.sub(r"[\"'\s]", "", header[1]) + "."
            at_table = number if key.startswith(table) else at_table
        elif setting := re.match(r"\s*([\w.\"' -]+?)\s*=", line):
            name = table + re.sub(r"[\"'\s]", "", setting[1])
            if name == key:
                return number
            at_table = number if key.startswith(name + ".") else at_table
    return at_table


def _unknown(word: str, known: list[str], where: str) -> SettingsError:
    nearest = get_close_matches(word, known, n=1)
    remedy = f"did you mean {nearest[0]}?" if nearest else ""
    expected = "one of " + ", ".join(known) if not nearest else "a known setting"
    return SettingsError("unknown setting", where=where, expected=expected, remedy=remedy)
