"""The command line: python -m data_access COMMAND."""

from data_access.commands import cases, forces, stores
from data_access.commands.shared import cli

__all__ = ["cases", "cli", "forces", "stores"]

if __name__ == "__main__":
    cli(prog_name="python -m data_access")
