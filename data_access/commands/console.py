"""The command line application, its two consoles, and the handling of errors in commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import typer
from rich.console import Console

from data_access import maintenance
from data_access.store import Store, StoreProblem
from data_access.writes import Refused

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Looks after the store of RaSSO Oversight.",
)
out = Console(highlight=False, soft_wrap=True)
trouble = Console(stderr=True, highlight=False, soft_wrap=True)
BY = "command line"
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


@contextmanager
def plainly() -> Iterator[None]:
    """Ends a failing command with the error's sentence and exit code 1, without a traceback."""
    try:
        yield
    except (StoreProblem, Refused) as problem:
        place = getattr(problem, "place", None)
        trouble.print(f"{place}: {problem}" if place else str(problem), markup=False)
        raise typer.Exit(1) from None


def now() -> datetime:
    """The moment of the command."""
    return datetime.now(UTC)


def store_place(store: Store) -> str:
    """The path or name of a store, as commands print it."""
    return str(store.path or store.name)


def say_what_is_left(store: Store) -> None:
    """Prints where removed rows may remain, for a store that the program cannot wipe."""
    if store.path is None:
        out.print(maintenance.ON_A_SERVER, markup=False)


def rows_text(rows: int) -> str:
    """1 row, 1,200 rows."""
    return "1 row" if rows == 1 else f"{rows:,} rows"
