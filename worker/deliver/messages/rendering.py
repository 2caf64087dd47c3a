"""The templates of messages: ours, and those that a user has put over them.

A template is looked for in the user's folder of the language, the user's folder, our folder of
the language, our folder, in this order. All run in Jinja's sandbox with less than it gives: no
calls of methods, few filters, a bounded number of steps, a bounded output. What comes from pages
is handed over as values; nothing of it is ever read as a template or as a format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from functools import cache
from itertools import chain, islice
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, Final, TypeVar

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined, TemplateError, nodes
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from loguru import logger

from worker.errors import SettingsError
from worker.model import Language

OURS: Final = Path(__file__).with_name("templates")
ENDING: Final = ".jinja"
_PAGE: Final = f".html{ENDING}"

STEPS: Final = 20_000
"""How many rounds of loops and calls of macros one rendering may take; ours take some hundreds."""
LARGEST: Final = 300_000
"""Code points that a rendering may come to."""
LONGEST_RANGE: Final = 1_000

_FILTERS: Final = (
    *("capitalize", "count", "d", "default", "e", "escape", "first", "join", "last", "length"),
    *("list", "lower", "map", "reject", "rejectattr", "replace", "reverse", "round", "select"),
    *("selectattr", "sort", "title", "trim", "truncate", "unique", "upper"),
)
"""What is left of Jinja's filters: those that neither pad, repeat, format nor undo escaping."""

_TROUBLES: Final = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, OSError),
    *(RecursionError, TypeError, ValueError),
)
"""What a template that is wrong may end in; it is a program, so it can fail as one does."""

_VALUE: Final = re.compile(r"'(?:\w+\.)+(\w+) object'")
"""How Jinja names one of our values; ``docs/templates.md`` knows it by its last word."""

Made = TypeVar("Made")

_left: ContextVar[list[int]] = ContextVar("_left")


class Templates:
    """Renders by name and language, from our templates and the user's ``folder`` over them."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._sandboxes: dict[tuple[Language, bool], _Sandbox] = {}

    def render(self, name: str, language: Language, **values: object) -> str:
        """Return what a template makes of the values. Raises SettingsError, with file and line."""
        with _Budget():
            try:
                sandbox = self._sandbox(language, escaping=name.endswith(_PAGE))
                text = sandbox.get_template(name).generate(language=str(language), **values)
                return _bounded_text(text)
            except _TROUBLES as error:
                raise self._refused(name, language, error) from error

    def say(self, language: Language, macro: str, *values: object) -> str:
        """Return what a macro of ``words.jinja`` makes of the values. Raises SettingsError."""
        with _Budget():
            try:
                words = self._sandbox(language, escaping=False).get_template(WORDS).module
                return str(getattr(words, macro)(*values))
            except _TROUBLES as error:
                raise self._refused(WORDS, language, error) from error

    def own(self) -> list[Path]:
        """Return the user's templates, those of names that we do not use too. Raises OSError."""
        if self.folder is None or not self.folder.is_dir():
            return []
        return sorted(self.folder.rglob(f"*{ENDING}"))

    def _sandbox(self, language: Language, *, escaping: bool) -> _Sandbox:
        key = (language, escaping)
        if key not in self._sandboxes:
            self._sandboxes[key] = _Sandbox(searched(self.folder, language), escaping)
        return self._sandboxes[key]

    def _refused(self, name: str, language: Language, error: Exception) -> SettingsError:
        """Return the error with the line of the user's file, or of ours, that it comes from."""
        where = _place(error, self.folder)
        if where is None:
            paths = [folder / name for folder in searched(self.folder, language)]
            where = str(next((path for path in paths if path.is_file()), name))
        return SettingsError(_complaint(error), where=where, remedy="see docs/templates.md")


WORDS: Final = "words.jinja"
"""The catalogue of wordings, one for each language."""


@cache
def built_in() -> Templates:
    """Return our templates alone."""
    return Templates()


def made_with(templates: Templates | None, made: Callable[[Templates], Made]) -> Made:
    """Return what is made with the user's templates, with ours where one of those fails.

    The failure is logged: a message is never lost by a template.
    """
    if templates is None:
        return made(built_in())
    try:
        return made(templates)
    except SettingsError as error:
        logger.warning("{}; the built-in template is used", str(error))
        return made(built_in())


def searched(folder: Path | None, language: Language) -> list[Path]:
    """Return the folders in which a template of that language is looked for, in order."""
    homes = [OURS] if folder is None else [folder, OURS]
    return [path for home in homes for path in (home / language, home)]


def names() -> list[str]:
    """Return the names of our templates, which are those that a user can put others over."""
    return sorted({path.name for path in OURS.rglob(f"*{ENDING}")})


# --- the sandbox ---------------------------------------------------------------------------


class _Compiled(BytecodeCache):
    """What templates were compiled to, for all sandboxes of one kind in this process."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what is kept of a file, unless it has been changed since."""
        source, code = self._kept.get(bucket.key, ("", None))
        if source == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a file was compiled to, in place of what it was before."""
        self._kept[bucket.key] = bucket.checksum, bucket.code


# Compiling takes some hundred times as long as rendering. What escapes is other code.
_COMPILED: Final = {escaping: _Compiled() for escaping in (False, True)}


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with less in it."""

    intercepted_binops = frozenset({"*", "%", "**"})

    def __init__(self, folders: Iterable[Path], escaping: bool) -> None:
        # A page has a sandbox of its own, in which all it imports escapes too: what a macro returns
        # counts as escaped where it is called, even if nothing was where it was made.
        super().__init__(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            bytecode_cache=_COMPILED[escaping],
            autoescape=escaping,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {"bounded": _bounded, "thousands": _thousands}
        self.globals = {"range": _range}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a template; each of its loops counts its rounds."""
        tree = super()._parse(source, name, filename)
        for switch in tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)):
            raise TemplateSyntaxError("escaping stays as it is", switch.lineno, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "bounded", [], [], None, None, lineno=loop.lineno)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Let values be read, and macros be called, but no methods: ``format`` is one."""
        ours = type(obj).__module__.startswith("jinja2.")
        return super().is_safe_attribute(obj, attr, value) and (ours or not callable(value))

    def wrap_str_format(self, value: Any) -> None:
        """Give no method ``format`` of texts a way around the line above."""
        return None

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Reckon with numbers only: a text times a number, or as a format, may be of any size."""
        if operator == "**" or not all(isinstance(one, int | float) for one in (left, right)):
            raise SecurityError(f"{operator} works on numbers, and ** not at all")
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Any, __obj: Any, *args: Any, **named: Any) -> Any:
        """Call a macro or what else may be called; it is a step."""
        _spend(1)
        return super().call(__context, __obj, *args, **named)


class _Budget:
    """The steps that one rendering may take."""

    def __enter__(self) -> None:
        self._before = _left.set([STEPS])

    def __exit__(self, *raised: object) -> None:
        _left.reset(self._before)


def _spend(steps: int) -> None:
    left = _left.get()
    left[0] -= steps
    if left[0] < 0:
        raise SecurityError(f"more than {STEPS} rounds of loops and calls of macros")


def _bounded(items: Iterable[Any]) -> list[Any]:
    """Return what a loop goes over; each round is a step."""
    taken = list(islice(items, STEPS + 1))
    _spend(len(taken))
    return taken


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > LONGEST_RANGE:
        raise SecurityError(f"range: more than {LONGEST_RANGE} numbers")
    return numbers


def _thousands(number: int, separator: str = ",") -> str:
    """Return a whole number in groups of three: 12,500, or 12.500 as Vietnamese has it."""
    return f"{int(number):,}".replace(",", separator)


def _bounded_text(pieces: Iterator[str]) -> str:
    """Return the text, without empty lines at its ends and blanks at the ends of its lines."""
    whole: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LARGEST:
            raise SecurityError(f"more than {LARGEST:,} letters")
        whole.append(piece)
    return "\n".join(line.rstrip() for line in "".join(whole).strip("\n").split("\n"))


# --- what went wrong ------------------------------------------------------------------------


def _complaint(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name}"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror}"
    if isinstance(error, RecursionError):
        return "macros that call one another without end"
    return _VALUE.sub(r"\1", str(error)) or type(error).__name__


def _place(error: Exception, folder: Path | None) -> str | None:
    """Return the file and line that an error comes from, one of the user's where it is known."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}"
    if isinstance(error, OSError) and error.filename:
        return str(error.filename)
    frames = [one for one in _frames(error.__traceback__) if one[0].endswith(ENDING)]
    users = [one for one in frames if folder is not None and Path(one[0]).is_relative_to(folder)]
    found = next(chain(reversed(users), reversed(frames)), None)
    return None if found is None else f"{found[0]}:{found[1]}"


def _frames(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
