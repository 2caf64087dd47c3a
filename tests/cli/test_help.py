from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from tests.cli.in_process import Diemtin
from worker.cli import diemtin as whole

LISTED = {
    "": "run status ingest search show export extract forget source topic watch official channel"
    " alert digest database",
    "source": "add check disable edit enable list move poll remove retry show",
    "topic": "add edit export import list remove show",
    "watch": "add edit list look-back pause remove resume show try",
    "official": "add edit export import learned list rematch remove show take",
    "channel": "add disable edit enable list remove rotate show template test",
    "alert": "acknowledge list replay show",
    "database": "backup check restore upgrade",
}


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with the words that call it."""
    context = click.Context(whole)
    for name in whole.list_commands(context):
        command = whole.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {under}", one) for under, one in command.commands.items())


@pytest.mark.parametrize("group", LISTED)
def test_help_lists_the_commands_each_with_a_whole_line(diemtin: Diemtin, group: str) -> None:
    told = diemtin.ok(*group.split(), "--help")
    listing = told.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listing] == LISTED[group].split()
    for line in listing:
        assert len(line.split()) > 2
        assert not line.endswith("...")
    assert told.startswith(f"Usage: diemtin {group}".rstrip())


def test_every_option_and_command_says_what_it_is_for() -> None:
    for name, command in commands():
        assert command.help, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.opts}"


def test_help_needs_no_database_no_network_and_no_numbers() -> None:
    probe = (
        "import sys, worker.__main__ as m\n"
        "sys.argv = ['diemtin', '--help']\n"
        "try: m.main()\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "heavy = {'sqlalchemy', 'sqlmodel', 'httpx', 'numpy', 'rich', 'lark', 'loguru',\n"
        " 'asyncio', 'worker.model'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "heavy: []"


def test_a_command_that_is_not_there_is_named_in_one_line(diemtin: Diemtin) -> None:
    assert diemtin.refused("nosuch") == "No such command 'nosuch'; see 'diemtin --help'"
    assert "'diemtin source --help'" in diemtin.refused("source", "nosuch")
    assert "--limit" in diemtin.refused("search", "--limit", "0")
    assert "PATHS" in diemtin.refused("ingest")


def test_without_a_command_the_help_is_shown(diemtin: Diemtin) -> None:
    shown = diemtin.run()
    assert shown.status == 2
    assert "Commands:" in shown.err


def test_the_version_is_told(diemtin: Diemtin) -> None:
    assert diemtin.ok("--version").startswith("diemtin, version ")
