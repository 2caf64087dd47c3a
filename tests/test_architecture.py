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
NETWORK = {
    *("aiohttp", "h11", "h2", "http.client", "httpcore", "httpcore2", "httpx", "httpx2", "pycurl"),
    *("requests", "urllib.request", "urllib.robotparser", "urllib3", "websockets", "xmlrpc.client"),
    *("ftplib", "imaplib", "poplib", "smtplib", "telnetlib"),
    *("anyio", "socket", "socketserver", "ssl", "http.server", "asyncio.streams", "apprise"),
    *("feedparser.http", "trafilatura.downloads", "trafilatura.fetch_url"),
}
"""What can reach another machine, or listens to one."""
OPENERS = {
    *("open_connection", "open_unix_connection", "create_connection", "create_datagram_endpoint"),
    *("start_server", "sock_connect", "getaddrinfo", "gethostbyname", "urlopen", "fetch_url"),
}
"""Names by which a connection is opened, or a name looked up, on modules that do more than that."""
MAY = {"worker/deliver/channels/apprise.py": {"apprise"}}
"""The modules outside ``worker/fetch`` that may import some of these all the same."""
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


def _reaching_out(tree: ast.AST) -> set[str]:
    """Return what a module imports or calls by which it could reach another machine."""
    imported = {
        client
        for name in _imported(tree)
        for client in NETWORK
        if name == client or name.startswith(f"{client}.")
    }
    called = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in OPENERS
    }
    return imported | called | _by_name(tree)


def _by_name(tree: ast.AST) -> set[str]:
    """Return the forbidden modules that are imported by ``import_module("…")`` and its like."""
    return {
        str(argument.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant) and argument.value in NETWORK
        if getattr(node.func, "attr", getattr(node.func, "id", ""))
        in {"import_module", "__import__"}
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


def test_only_the_guarded_fetcher_and_apprise_leave_the_house() -> None:
    found = {
        name: reaching
        for path in _python_files("worker")
        if path.parent != ROOT / "worker/fetch"
        and (reaching := _reaching_out(ast.parse(path.read_text(encoding="utf-8"))))
        and not reaching <= MAY.get(name := str(path.relative_to(ROOT)), set())
    }
    assert found == {}


def test_within_the_fetcher_only_the_transport_opens_connections_and_the_guard_looks_up() -> None:
    found = {
        path.name: {one for one in reaching if one in OPENERS or one in {"socket", "httpcore2"}}
        for path in _python_files("worker/fetch")
        if (reaching := _reaching_out(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert {name: used for name, used in found.items() if used} == {
        "client.py": {"httpcore2"},  # its TLS context and its type of a network
        "guard.py": {"socket", "getaddrinfo"},
        "hosts.py": {"httpcore2"},
        "transport.py": {"httpcore2"},
    }


@pytest.mark.parametrize(
    ("code", "clients"),
    [
        ("import urllib.request", {"urllib.request"}),
        ("from urllib import request", {"urllib.request"}),
        ("from urllib.parse import urlsplit", set()),
        ("def f():\n    from httpx import AsyncClient", {"httpx"}),
        ("from http import HTTPStatus", set()),
        ("import http.client as c", {"http.client"}),
        ("import asyncio\nasyncio.open_connection('a', 1)", {"open_connection"}),
        ("loop.create_connection(x)", {"create_connection"}),
        ("from importlib import import_module\nimport_module('requests')", {"requests"}),
        ("from trafilatura import fetch_url", {"trafilatura.fetch_url"}),
        ("from trafilatura import bare_extraction", set()),
        ("from worker.fetch import httpx_things", set()),
    ],
)
def test_the_search_for_ways_out_finds_them(code: str, clients: set[str]) -> None:
    assert _reaching_out(ast.parse(code)) == clients


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
