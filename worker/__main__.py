"""The command ``diemtin``, also ``python -m worker``."""

from __future__ import annotations

import sys

import click

from worker.cli import diemtin
from worker.errors import DiemtinError

INTERRUPTED = 130
"""128 + SIGINT, as shells count it."""


def main() -> None:
    """Run the command; tell each failure in one line; end with design §8's exit status."""
    try:
        status = diemtin.main(standalone_mode=False)
    except DiemtinError as error:
        click.echo(f"diemtin: {error}", err=True)
        sys.exit(error.exit_status)
    except click.UsageError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    main()
