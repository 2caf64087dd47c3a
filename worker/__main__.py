"""The command ``diemtin``, also ``python -m worker``."""

from __future__ import annotations

import io
import os
import sys

import click

from worker.cli import INTERRUPTED, diemtin
from worker.errors import DiemtinError


def main() -> None:
    """Run the command; tell each failure in one line; end with the exit status it has."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = diemtin.main(prog_name="diemtin", standalone_mode=False)
    except DiemtinError as error:
        _end(error.exit_status, str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _end(error.exit_code, _in_one_line(error))
    except (KeyboardInterrupt, click.Abort):
        _end(INTERRUPTED, "interrupted; what was told as done is kept, nothing is half-stored")
    sys.exit(status if isinstance(status, int) else 0)


def _end(status: int, why: str) -> None:
    """Say why on standard error, in one line, and end."""
    from worker.cli.printed.output import complain

    try:
        complain(why)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.exit(status)


def _in_one_line(error: click.ClickException) -> str:
    """Return click's words, and where the command's help is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    told = error.format_message().rstrip(".")
    return f"{told}; see '{context.command_path} --help'" if context else told


if __name__ == "__main__":
    main()
