"""Commands for the store as a whole."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from data_access import maintenance, reads, schemas, writes
from data_access.commands.console import (
    BY,
    DAY_FORMATS,
    cli,
    now,
    out,
    plainly,
    say_what_is_left,
    store_place,
    trouble,
)
from data_access.demo import DEFAULT_SIZE, Size
from data_access.intake.privacy.case_key import case_key_if_any, make_case_key
from data_access.reads import read_snapshot
from data_access.store import (
    Store,
    is_sqlite,
    open_store,
    settings,
    sqlite_url,
    store_url,
    version,
    version_at,
)


@cli.command()
def init(
    empty: Annotated[bool, typer.Option("--empty", help="Without the starter content.")] = False,
) -> None:
    """Make the office's store and the key of its cases, or bring the store up to date."""
    with plainly():
        url = store_url(settings.OFFICE_STORE)
        file = Path(url.database or "") if is_sqlite(url) else None
        # This comes first, so that nothing is made while others could read the key.
        case_key_if_any(file)
        store = maintenance.begin(url, now(), content=not empty)
        made = make_case_key(file)
        out.print(f"The store is ready: {store_place(store)}", markup=False)
        if made:
            out.print(
                f"A key for the references of cases was made: {made}. Keep a copy in a safe, apart "
                "from the backups: without it no case is known again.",
                markup=False,
            )


@cli.command()
def demo(
    cases: Annotated[int, typer.Option(help="How many cases to invent.")] = DEFAULT_SIZE.cases,
    forces: Annotated[int, typer.Option(help="How many forces they are of.")] = DEFAULT_SIZE.forces,
) -> None:
    """Fill a store that holds starter content only with invented progress and cases, for good.

    Without STORE_URL it works on var/demo.db, never on the office's store. The same numbers
    always give the same rows.
    """
    with plainly():
        size = Size(cases, forces)
        url = store_url(settings.DEMONSTRATION_STORE)
        place = Path(url.database or "")
        if is_sqlite(url) and not place.exists():
            maintenance.make_demonstration_file(place, now(), size)
        else:
            is_new = not is_sqlite(url) and version_at(url) is None
            store = maintenance.begin(url, now()) if is_new else open_store(url)
            maintenance.make_demonstration(store, now(), size)
        out.print(f"The demonstration is ready: {store_place(open_store(url))}", markup=False)


@cli.command()
def prepare() -> None:
    """See that there is a store to open; make the demonstration, or bring an older one up to date.

    An office's store is left as it is.
    """
    with plainly():
        url = store_url()
        if url == sqlite_url(settings.DEMONSTRATION_STORE):
            if settings.DEMONSTRATION_STORE.exists():
                maintenance.renew_demonstration_file(settings.DEMONSTRATION_STORE)
            else:
                maintenance.make_demonstration_file(settings.DEMONSTRATION_STORE, now())
        store = open_store(url)
        kind = "demonstration" if reads.read_snapshot(store).demonstration_as_at else "office's"
        out.print(f"Opening the {kind} store: {store_place(store)}", markup=False)


@cli.command()
def status() -> None:
    """Say which store is open, what it holds and when it was last written."""
    with plainly():
        store = open_store(store_url())
        snapshot = reads.read_snapshot(store)
        out.print(f"Store: {store_place(store)}", markup=False)
        frozen = snapshot.demonstration_as_at
        out.print(
            f"Demonstration: not real; frozen at {frozen:%d/%m/%Y}"
            if frozen
            else "Real progress; opens as at today"
        )
        out.print(f"Revision {snapshot.revision.number}, tables at version {version(store)}")
        rows = Table("table", "rows")
        for name, frame in sorted(snapshot.tables.items()):
            rows.add_row(name, f"{frame.height:,}")
        out.print(rows)
        events = snapshot.tables["audit_event"]
        if not events.is_empty():
            last = events.sort("at").row(-1, named=True)
            out.print(f"Last written {last['at']:%d/%m/%Y %H:%M} UTC: {last['what']}", markup=False)


WORDS_TO_FIND = "The words to look for"


def say_places(places: Sequence[maintenance.TextPlace], what: str) -> None:
    """Prints where words still stand, and ends the command with code 1 if they do."""
    for place in places:
        trouble.print(f"{what}: {place.table} {place.row} {place.column}.", markup=False)
    if places:
        raise typer.Exit(1)


@cli.command()
def check() -> None:
    """Look for damage. Ends with code 1 where something is wrong."""
    with plainly():
        store = open_store(store_url())
        problems = maintenance.faults(store)
        for problem in problems:
            trouble.print(problem, markup=False)
        if problems:
            raise typer.Exit(1)
        out.print(f"Nothing is wrong with {store_place(store)}", markup=False)


@cli.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    with_case_rows: Annotated[
        bool, typer.Option("--with-case-rows", help="The rows of cases too; kept in the audit.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who takes rows of cases; kept in the audit.")] = BY,
) -> None:
    """Write one CSV a table into DIR."""
    with plainly():
        store = open_store(store_url())
        rows = maintenance.export(store, folder)
        if with_case_rows:
            rows |= maintenance.export_cases(store, folder, by=by, at=now())
        out.print(f"{len(rows)} tables, {sum(rows.values()):,} rows: {folder}", markup=False)


@cli.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Copy the store to FILE; safe while the app writes."""
    with plainly():
        maintenance.backup(open_store(store_url()), file)
        out.print(f"Backed up to {file}", markup=False)


@cli.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Put the backup FILE in the place of the store; the old store is kept aside."""
    with plainly():
        aside = maintenance.restore(file, store_url(settings.OFFICE_STORE), now())
        kept = f" The old store is kept as {aside}" if aside else ""
        out.print(f"Restored from {file}.{kept}", markup=False)


@cli.command()
def redact(
    table: Annotated[str, typer.Argument(metavar="TABLE")],
    row: Annotated[int, typer.Argument(metavar="ID")],
    column: Annotated[str, typer.Argument(metavar="COLUMN")],
    by: Annotated[str, typer.Option(help="Who asks for it; kept in the audit.")] = BY,
) -> None:
    """Blank one text that should never have been there. Backups made before still hold it."""
    with plainly():
        store = open_store(store_url())
        maintenance.redact(store, table, row, column, by=by, at=now())
        out.print(f"{table} {row}: {column} is blanked. Remove backups that still hold it.")
        say_what_is_left(store)


@cli.command("redact-text")
def redact_text(
    by: Annotated[str, typer.Option(help="Who asks for it; kept in the audit.")] = BY,
) -> None:
    """Take a name out of every text, also of what stood there before. It is asked for."""
    with plainly():
        store = open_store(store_url())
        places, in_keys = maintenance.redact_text(
            store, typer.prompt(WORDS_TO_FIND), by=by, at=now()
        )
        out.print(f"Blanked in {len(places):,} texts. Remove backups and exports that hold it.")
        say_what_is_left(store)
        say_places(in_keys, "It still stands in the key of a row: take its file back")


@cli.command()
def close_months(
    until: Annotated[
        datetime,
        typer.Option(
            formats=DAY_FORMATS,
            metavar="DATE",
            help="Every month that ended by this day is closed.",
        ),
    ],
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            formats=DAY_FORMATS,
            metavar="DATE",
            help="A day of the first month, where none is closed yet; else of the first report.",
        ),
    ] = None,
    by: Annotated[str, typer.Option(help="Who closes them; kept with them.")] = BY,
) -> None:
    """Close every month up to a day, so that its figures are shown. It stays closed."""
    with plainly():
        store = open_store(store_url())
        before = _closed(store)
        entry = writes.validate(
            schemas.MonthsClosed, until=until.date(), first=first.date() if first else None
        )
        writes.record(store, entry, by=by, at=now())
        new = sorted(_closed(store) - before)
        count = "1 month-end" if len(new) == 1 else f"{len(new)} month-ends"
        span = f"{new[0]:%d/%m/%Y}" + (f" to {new[-1]:%d/%m/%Y}" if len(new) > 1 else "")
        out.print(f"{count} closed: {span}.", markup=False)


def _closed(store: Store) -> set[date]:
    return set(read_snapshot(store).tables["closed_month"]["month_end"])
