"""Reads a Dockerfile and carries its stages out in a folder, without a container engine.

A container's root is one folder, ``scratch/root``. A stage starts with an empty one; when it
ends, its root is moved aside, so that ``COPY --from`` finds it and the next stage sees nothing
else of it, and whatever holds absolute addresses lies where it was made for.

What differs from a container, and nothing else:

- the addresses under ``OWN_FOLDERS`` are rewritten to lie under the root; all others (``/bin``,
  ``/usr``) are this machine's;
- ``FROM python:3.13-slim`` gives, as the command ``python``, the Python that runs the tests, with
  its pip;
- commands that need another user (``NOT_HERE``) are left out and named in ``left_out``.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

OWN_FOLDERS: Final = re.compile(r"(?<![\w./-])/(?=(?:opt|build|var/lib/diemtin)(?![\w-]))")
NOT_HERE: Final = {
    "useradd": "makes a user on this machine",
    "chown": "gives files to a user that this machine does not have",
}
NOT_INHERITED: Final = ("PYTHON", "DIEMTIN_", "VIRTUAL_ENV", "COVERAGE")


@dataclass(frozen=True)
class Instruction:
    """One instruction: its word in capitals, and the rest with continued lines joined."""

    word: str
    rest: str


@dataclass(frozen=True)
class Stage:
    """The instructions after one FROM."""

    base: str
    name: str
    instructions: tuple[Instruction, ...]

    def last(self, word: str) -> str:
        """Return what the last such instruction says, empty where there is none."""
        return next((one.rest for one in reversed(self.instructions) if one.word == word), "")

    def all(self, word: str) -> list[str]:
        return [one.rest for one in self.instructions if one.word == word]


def read_dockerfile(path: Path) -> list[Stage]:
    """Return the stages of a Dockerfile, in order."""
    text = re.sub(r"^\s*#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    stages: list[Stage] = []
    for line in re.sub(r"\\\n", " ", text).splitlines():
        if not line.strip():
            continue
        word, _, rest = line.strip().partition(" ")
        if word.upper() == "FROM":
            base, _, name = rest.partition(" AS ")
            stages.append(Stage(base.strip(), name.strip() or str(len(stages)), ()))
            continue
        last = stages[-1]
        said = (*last.instructions, Instruction(word.upper(), rest.strip()))
        stages[-1] = Stage(last.base, last.name, said)
    return stages


class Failed(Exception):
    """A command of the Dockerfile did not succeed; holds what it said."""


@dataclass
class Container:
    """The root of one stage at a time, with the stage's working folder and environment."""

    context: Path
    scratch: Path
    environ: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    left_out: list[str] = field(default_factory=list)

    @property
    def root(self) -> Path:
        return self.scratch / "root"

    def native(self, text: str) -> str:
        """Return a command or an address with the container's own folders under the root."""
        return OWN_FOLDERS.sub(lambda _: f"{self.root}/", text)

    def build(self, stages: list[Stage]) -> None:
        """Carry out all stages; the root of the last one stays. Raises Failed."""
        for number, stage in enumerate(stages):
            self._begin()
            for one in stage.instructions:
                self._carry_out(one)
            if number < len(stages) - 1:
                self.root.rename(self.scratch / f"stage-{stage.name}")

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        """Start a command as the container would, in the last stage's surroundings."""
        return subprocess.Popen(
            ["/usr/bin/env", *(self.native(word) for word in command)],
            cwd=self._folder(self.workdir),
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _begin(self) -> None:
        self.root.mkdir(parents=True)
        self.workdir = "/"
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)
        }
        # Writing the bytecode of every library is the greater part of an installation.
        path = f"{self._base_image()}:/usr/local/bin:/usr/bin:/bin"
        self.environ = {**inherited, "PATH": path, "PIP_NO_COMPILE": "1"}

    def _base_image(self) -> Path:
        folder = self.scratch / "bin"
        folder.mkdir(exist_ok=True)
        command = folder / "python"
        command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
        command.chmod(0o755)
        return folder

    def _carry_out(self, one: Instruction) -> None:
        match one.word:
            case "RUN":
                self._run(one.rest)
            case "COPY":
                self._copy(shlex.split(one.rest))
            case "WORKDIR":
                self.workdir = one.rest
                self._folder(one.rest).mkdir(parents=True, exist_ok=True)
            case "ENV":
                name, _, value = one.rest.partition("=")
                own = self.native(value)
                self.environ[name] = own.replace("$PATH", self.environ["PATH"])
            case "USER" | "VOLUME" | "STOPSIGNAL" | "HEALTHCHECK" | "ENTRYPOINT" | "CMD":
                pass  # said for the engine that runs the image; the tests look at them
            case _:
                raise Failed(f"{one.word}: an instruction that these tests cannot carry out")

    def _run(self, command: str) -> None:
        reason = NOT_HERE.get(command.split()[0])
        if reason is not None:
            self.left_out.append(f"RUN {command} ({reason})")
            return
        done = subprocess.run(
            ["/bin/sh", "-c", self.native(command)],
            cwd=self._folder(self.workdir),
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise Failed(f"RUN {command}\n{done.stdout}{done.stderr}")

    def _copy(self, words: list[str]) -> None:
        sources, target = [w for w in words if not w.startswith("--")], ""
        *sources, target = sources
        stage = next((w.removeprefix("--from=") for w in words if w.startswith("--from=")), None)
        into = self._folder(target if target.startswith("/") else f"{self.workdir}/{target}")
        for source in sources:
            given = (
                self.context / source
                if stage is None
                else self.scratch / f"stage-{stage}" / source.lstrip("/")
            )
            if given.is_dir():
                ignored = shutil.ignore_patterns("__pycache__") if stage is None else None
                # Thousands of files of another stage, which nothing changes any more, are linked.
                copy = shutil.copy2 if stage is None else os.link
                shutil.copytree(given, into, symlinks=True, ignore=ignored, copy_function=copy,
                                dirs_exist_ok=True)  # fmt: skip
            else:
                into.mkdir(parents=True, exist_ok=True)
                shutil.copy(given, into)

    def _folder(self, address: str) -> Path:
        return self.root / address.lstrip("/")
