"""The command line: python -m data_access COMMAND."""

from data_access.commands import forces, stores
from data_access.commands.shared import cli

__all__ = ["cli", "forces", "stores"]

if __name__ == "__main__":
    cli(prog_name="python -m data_access")
