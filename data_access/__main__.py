"""The command line: python -m data_access COMMAND."""

from data_access.commands import stores
from data_access.commands.shared import cli

__all__ = ["cli", "stores"]

if __name__ == "__main__":
    cli(prog_name="python -m data_access")
