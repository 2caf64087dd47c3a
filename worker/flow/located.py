"""YAML in which every value knows the line it stands on, so that a mistake can be pointed at.

Values are read by what is expected of them, not by what YAML would make of them: where a text
is expected, ``no``, ``12:30`` and ``2026-03-02`` are those very texts. Tags, anchors and merge
keys build nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLStreamError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from worker.errors import SettingsError
from worker.vietnamese.text.fold import nfc


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return a remedy that names the known word nearest to ``word``, or nothing."""
    nearest = get_close_matches(word, known, n=1)
    return f"did you mean '{nearest[0]}'?" if nearest else ""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a YAML file, the key it stands under, and the file it stands in."""

    node: Node
    file: Path
    key: str

    @property
    def where(self) -> str:
        """Return ``file:line: key``."""
        place = f"{self.file}:{self.node.start_mark.line + 1}"
        return f"{place}: {self.key}" if self.key else place

    def wrong(self, what: str, expected: str = "", remedy: str = "") -> SettingsError:
        """Return the error that says what is wrong with this value."""
        return SettingsError(what, where=self.where, expected=expected, remedy=remedy)

    @property
    def is_null(self) -> bool:
        """Say whether nothing is written there (or ``null`` or ``~``)."""
        node = self.node
        plain = isinstance(node, ScalarNode) and node.style is None
        return plain and node.value in ("", "~", "null", "Null", "NULL")

    def items(self) -> tuple[Value, ...]:
        """Return the values of a list. Raise SettingsError for anything else."""
        if not isinstance(self.node, SequenceNode):
            raise self.wrong(f"found {self._found()}", "a list, each item on a line with '- '")
        return tuple(Value(node, self.file, self.key) for node in self.node.value)

    def record(self, known: Collection[str], required: Collection[str] = ()) -> Mapping[str, Value]:
        """Return the values of ``key: value`` lines by key; those without a value are left out.

        Raises SettingsError for a key that is not known, given twice, or required and missing.
        """
        if not isinstance(self.node, MappingNode):
            raise self.wrong(f"found {self._found()}", f"'key: value' with {', '.join(known)}")
        record: dict[str, Value] = {}
        for key_node, node in self.node.value:
            key = _key_text(key_node)
            value = Value(node, self.file, key)
            at_key = Value(key_node, self.file, key)
            if key not in known:
                raise at_key.wrong("unknown key", ", ".join(known), did_you_mean(key, known))
            if key in record:
                raise at_key.wrong("the same key twice", "each key once")
            record[key] = value
        given = {key: value for key, value in record.items() if not value.is_null}
        for key in required:
            if key not in given:
                raise Value(self.node, self.file, key).wrong("is missing", f"a value for '{key}'")
        return given

    def raw(self) -> str:
        """Return a text exactly as it is written. Raise SettingsError for lists and records."""
        if not isinstance(self.node, ScalarNode) or self.is_null:
            raise self.wrong(f"found {self._found()}", "a text")
        return str(self.node.value)

    def text(self) -> str:
        """Return a text in NFC on one line, white space collapsed; it is never empty."""
        text = nfc(" ".join(self.raw().split()))
        if not text:
            raise self.wrong("is empty", "a text")
        return text

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(item.text() for item in self.items())

    def flag(self) -> bool:
        """Return ``true`` or ``false``."""
        text = self.raw()
        if text not in ("true", "false"):
            raise self.wrong(f"found {self._found()}", "true or false")
        return text == "true"

    def seconds(self) -> float:
        """Return a number of seconds that is not negative."""
        try:
            number = float(self.raw())
        except ValueError:
            number = -1.0
        if not (math.isfinite(number) and number >= 0):
            raise self.wrong(f"found {self._found()}", "a number of seconds, 0 or more")
        return number

    def _found(self) -> str:
        if isinstance(self.node, MappingNode):
            return "'key: value' lines"
        if isinstance(self.node, SequenceNode):
            return "a list"
        return "nothing" if self.is_null else f"'{self.node.value[:60]}'"


def read_list(path: Path) -> tuple[Value, ...]:
    """Return the items of a YAML file that holds one list; a file without any is empty.

    Raises SettingsError with ``file:line`` for a file that cannot be read, is not UTF-8, or is
    not YAML.
    """
    return parse_list(read_bytes(path), path)


def parse_list(data: bytes, path: Path) -> tuple[Value, ...]:
    """Return the items of what was read from ``path``, as :func:`read_list` does."""
    text = decode(data, path)
    try:
        # Not "rt": for round trips it marks the folds of ">" texts with a BEL inside them.
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        what = f"not YAML: {error.problem or error.context}"
        raise SettingsError(what, where=where, remedy="check indentation and quotes") from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = f"control character U+{error.character:04X}"
        raise SettingsError(what, where=f"{path}:{line}", expected="plain text") from error
    except (YAMLStreamError, RecursionError) as error:
        raise SettingsError("cannot be read as YAML", where=str(path)) from error
    return Value(node, path, "").items() if node is not None else ()


def read_bytes(path: Path) -> bytes:
    """Return what a file holds. Raises SettingsError."""
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        remedy = "check the name and who may read it"
        raise SettingsError(what, where=str(path), remedy=remedy) from error


def decode(data: bytes, path: Path) -> str:
    """Return UTF-8 as text, without a byte order mark. Raises SettingsError with the line."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remedy = "save the file as UTF-8"
        raise SettingsError(
            "not UTF-8", where=f"{path}:{line}", expected="UTF-8", remedy=remedy
        ) from error


def _key_text(node: Node) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else "(not a word)"
