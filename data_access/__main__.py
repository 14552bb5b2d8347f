"""The command line: python -m data_access COMMAND."""

from data_access.commands import documents, files, pseudonymisation, stores
from data_access.commands.console import cli

__all__ = ["cli", "documents", "files", "pseudonymisation", "stores"]

if __name__ == "__main__":
    cli(prog_name="python -m data_access")
