"""The shape of the house: which way imports go, how long things are, who may use the network."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_FILE = 399
LONGEST_FUNCTION = 60
HTTP_CLIENTS = {
    "aiohttp",
    "http.client",
    "httpcore",
    "httpcore2",
    "httpx",
    "requests",
    "urllib.request",
    "urllib3",
}
# Registry hosts and this project's own machines; written in parts, so as not to find itself.
NOT_TO_BE_SAID = re.compile(
    "|".join(["pypi" + r"\.org", "python" + r"hosted", r"(?<![\w.~-])/" + "work/"])
)


def _python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _imported(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names that a module imports, ``from a import b`` as ``a`` and ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _clients(tree: ast.AST) -> set[str]:
    return {
        client
        for name in _imported(tree)
        for client in HTTP_CLIENTS
        if name == client or name.startswith(f"{client}.")
    }


def test_imports_go_only_downwards() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_long() -> None:
    files = _python_files("worker", "migrations", "benchmarks", "tests")
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_long() -> None:
    long = {
        f"{path.relative_to(ROOT)}: {node.name}": node.end_lineno - node.lineno + 1
        for path in _python_files("worker", "benchmarks")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_only_the_guarded_fetcher_speaks_http() -> None:
    found = {
        str(path.relative_to(ROOT)): clients
        for path in _python_files("worker")
        if path.parent != ROOT / "worker/fetch"
        and (clients := _clients(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("code", "clients"),
    [
        ("import urllib.request", {"urllib.request"}),
        ("from urllib import request", {"urllib.request"}),
        ("from urllib.parse import urlsplit", set()),
        ("def f():\n    from httpx import AsyncClient", {"httpx"}),
        ("from worker.fetch import httpx_things", set()),
    ],
)
def test_the_search_for_http_clients_finds_them(code: str, clients: set[str]) -> None:
    assert _clients(ast.parse(code)) == clients


def test_no_file_names_a_registry_or_the_makers_own_folders() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode != 0:
        pytest.skip("this folder is no git checkout: what belongs to the project is not known")
    found = [
        name
        for name in filter(None, listed.stdout.split("\0"))
        if (ROOT / name).is_file()
        and NOT_TO_BE_SAID.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []
