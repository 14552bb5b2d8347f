"""The command line: python -m data_access COMMAND."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from data_access import reads, upkeep
from data_access import store as stores
from data_access.store import Store, StoreProblem, open_store, store_url

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Looks after the store of RaSSO Oversight.",
)
out = Console(highlight=False, soft_wrap=True)
trouble = Console(stderr=True, highlight=False, soft_wrap=True)
BY = "command line"


@contextmanager
def plainly() -> Iterator[None]:
    """A problem ends the command with its sentence and code 1, never with a traceback."""
    try:
        yield
    except StoreProblem as problem:
        trouble.print(str(problem), markup=False)
        raise typer.Exit(1) from None


@cli.command()
def init(
    empty: Annotated[bool, typer.Option("--empty", help="Without the starter content.")] = False,
) -> None:
    """Make the office's store, or bring it up to date, and load the starter content."""
    with plainly():
        store = upkeep.begin(store_url(stores.OFFICE_STORE), _now(), content=not empty)
        out.print(f"The store is ready: {_place(store)}", markup=False)


@cli.command()
def demo() -> None:
    """Fill a store that holds starter content only with invented progress, for good.

    Without STORE_URL it works on var/demo.db, never on the office's store.
    """
    with plainly():
        url = store_url(stores.DEMONSTRATION_STORE)
        place = Path(url.database or "")
        if stores.is_sqlite(url) and not place.exists():
            upkeep.make_demonstration_file(place, _now())
        else:
            upkeep.make_demonstration(open_store(url), _now())
        out.print(f"The demonstration is ready: {_place(open_store(url))}", markup=False)


@cli.command()
def prepare() -> None:
    """See that there is a store to open; make the demonstration where there is none."""
    with plainly():
        url = store_url()
        if (
            url == stores.sqlite_url(stores.DEMONSTRATION_STORE)
            and not Path(url.database or "").exists()
        ):
            upkeep.make_demonstration_file(stores.DEMONSTRATION_STORE, _now())
        store = open_store(url)
        kind = "demonstration" if reads.read_snapshot(store).demonstration_as_at else "office's"
        out.print(f"Opening the {kind} store: {_place(store)}", markup=False)


@cli.command()
def status() -> None:
    """Say which store is open, what it holds and when it was last written."""
    with plainly():
        store = open_store(store_url())
        snapshot = reads.read_snapshot(store)
        out.print(f"Store: {_place(store)}", markup=False)
        frozen = snapshot.demonstration_as_at
        out.print(
            f"Demonstration: not real; frozen at {frozen:%d/%m/%Y}"
            if frozen
            else "Real progress; opens as at today"
        )
        out.print(f"Revision {snapshot.revision.number}, tables at version {stores.version(store)}")
        rows = Table("table", "rows")
        for name, frame in sorted(snapshot.tables.items()):
            rows.add_row(name, f"{frame.height:,}")
        out.print(rows)
        events = snapshot.tables["audit_event"]
        if not events.is_empty():
            last = events.row(-1, named=True)
            out.print(f"Last written {last['at']:%d/%m/%Y %H:%M} UTC: {last['what']}", markup=False)


@cli.command()
def check() -> None:
    """Look for damage. Ends with code 1 where something is wrong."""
    with plainly():
        store = open_store(store_url())
        found = upkeep.faults(store)
        for fault in found:
            trouble.print(fault, markup=False)
        if found:
            raise typer.Exit(1)
        out.print(f"Nothing is wrong with {_place(store)}", markup=False)


@cli.command()
def export(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Write one CSV a table into DIR."""
    with plainly():
        rows = upkeep.export(open_store(store_url()), folder)
        out.print(f"{len(rows)} tables, {sum(rows.values()):,} rows: {folder}", markup=False)


@cli.command()
def backup(file: Path) -> None:
    """Copy the store to FILE; safe while the app writes."""
    with plainly():
        upkeep.backup(open_store(store_url()), file)
        out.print(f"Backed up to {file}", markup=False)


@cli.command()
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the store; the old store is kept aside."""
    with plainly():
        aside = upkeep.restore(file, store_url(stores.OFFICE_STORE), _now())
        kept = f" The old store is kept as {aside}" if aside else ""
        out.print(f"Restored from {file}.{kept}", markup=False)


@cli.command()
def redact(
    table: str,
    row: Annotated[int, typer.Argument(metavar="ID")],
    column: str,
    by: Annotated[str, typer.Option(help="Who asks for it; kept in the audit.")] = BY,
) -> None:
    """Blank one text that should never have been there. Backups made before still hold it."""
    with plainly():
        upkeep.redact(open_store(store_url()), table, row, column, by=by, at=_now())
        out.print(f"{table} {row}: {column} is blanked. Remove backups that still hold it.")


def _now() -> datetime:
    return datetime.now(UTC)


def _place(store: Store) -> str:
    return str(store.path or store.name)


if __name__ == "__main__":
    cli(prog_name="python -m data_access")
