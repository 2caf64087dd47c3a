"""Tokens and passwords: in one file that only its owner may read, or in the environment."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shlex
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from worker.errors import SettingsError, UsageError

ENVIRONMENT_PREFIX: Final = "DIEMTIN_SECRET_"
ADDRESS_PREFIX: Final = "DIEMTIN_ADDRESS_"
"""The same for the address of a webhook, whose signing key has the other variable."""

_ADDRESS: Final = ".address"
_NAME: Final = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,63}}(?:{re.escape(_ADDRESS)})?")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_LINE: Final = re.compile(r"at line (\d+)")
_OTHERS: Final = 0o077
_HEADER: Final = "# Secrets of Điểm Tin. Rewritten by the diemtin command; comments are not kept.\n"


def address_of(channel: str) -> str:
    """Return the name that a webhook's address is kept under; its signing key has the channel's."""
    return channel + _ADDRESS


class SecretFile:
    """Secrets by name. The environment wins over the file: ``DIEMTIN_SECRET_<NAME>``, and
    ``DIEMTIN_ADDRESS_<NAME>`` for what is named by :func:`address_of`.

    The file is read afresh each time, so that a change holds at once. No error and no ``repr``
    tells a secret.
    """

    __slots__ = ("_environ", "_path")

    def __init__(self, path: Path, environ: Mapping[str, str]) -> None:
        self._path = path
        self._environ = environ

    def __repr__(self) -> str:
        return f"SecretFile({str(self._path)!r})"

    def get(self, name: str) -> str | None:
        """Return the secret, None where there is none; SettingsError for an unreadable file."""
        return self._environ.get(_variable(name)) or self._read().get(name)

    def stands_in(self, name: str) -> str | None:
        """Return the variable of the environment that holds the secret, None where none does."""
        variable = _variable(name)
        return variable if self._environ.get(variable) else None

    def put(self, name: str, value: str) -> None:
        """Store a secret of one line in the file, which only its owner can read from then on."""
        self.put_all({name: value})

    def put_all(self, secrets: Mapping[str, str]) -> None:
        """Store secrets by name, all or none of them."""
        for name, value in secrets.items():
            if not _NAME.fullmatch(name):
                raise UsageError("not a name for a secret", expected="a-z, 0-9, - and _")
            if not value or _CONTROL.search(value):
                raise UsageError("unusable secret", where=name, expected="one line of text")
        with self._locked():
            self._replace({**self._read(), **secrets})

    def remove(self, *names: str) -> None:
        """Take secrets out of the file; nothing happens where they are not in it."""
        with self._locked():
            secrets = self._read()
            kept = {name: value for name, value in secrets.items() if name not in names}
            if kept != secrets:
                self._replace(kept)

    def problem(self) -> str | None:
        """Return one line on what to do where others than its owner may use the file, or None."""
        try:
            mode = self._path.stat().st_mode
        except OSError:
            return None
        if not mode & _OTHERS:
            return None
        fix = f"chmod 600 {shlex.quote(str(self._path))}"
        return f"{self._path}: others than its owner can read the secrets; run: {fix}"

    def _read(self) -> dict[str, str]:
        try:
            found = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SettingsError(f"cannot read: {error.strerror}", where=str(self._path)) from None
        except UnicodeDecodeError:
            raise SettingsError("not UTF-8", where=str(self._path)) from None
        except tomllib.TOMLDecodeError as error:
            # The library's own words may quote the file: only the line number is passed on.
            line = _LINE.search(str(error))
            where = f"{self._path}:{line[1]}" if line else str(self._path)
            raise SettingsError("not TOML", where=where, expected='name = "secret"') from None
        return {name: self._text(name, value) for name, value in found.items()}

    def _text(self, name: str, value: object) -> str:
        if not isinstance(value, str):
            where = f"{self._path}: {name}"
            raise SettingsError("not a text", where=where, expected=f'{name} = "secret"')
        return value

    def _replace(self, secrets: Mapping[str, str]) -> None:
        """Write the whole file beside the old one and put it in its place: all or nothing."""
        path = self._path.resolve()
        lines = (
            f"{json.dumps(name)} = {json.dumps(value, ensure_ascii=False)}\n"
            for name, value in sorted(secrets.items())
        )
        try:
            # Made with mode 600.
            handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".secrets-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(_HEADER + "".join(lines))
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(fresh, path)
            except OSError:
                os.unlink(fresh)
                raise
        except OSError as error:
            raise SettingsError(f"cannot write: {error.strerror}", where=str(path)) from None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold off other commands that change the file, by a lock on its folder."""
        folder = self._path.resolve().parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise SettingsError(f"cannot open: {error.strerror}", where=str(folder)) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _variable(name: str) -> str:
    """Return the variable of the environment that stands over a secret of the file."""
    channel = name.removesuffix(_ADDRESS)
    prefix = ENVIRONMENT_PREFIX if channel == name else ADDRESS_PREFIX
    return prefix + channel.upper().replace("-", "_")
