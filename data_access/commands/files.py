"""Commands about files: templates, imports, what may be taken out again, and retention."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from data_access import maintenance, reads
from data_access.commands.console import (
    BY,
    cli,
    counted,
    now,
    out,
    plainly,
    say_what_is_left,
    trouble,
)
from data_access.intake import templates
from data_access.intake.import_files import import_files
from data_access.intake.models import Options, Progress, Report, SheetReport, Upload
from data_access.intake.privacy.key_files import case_key_if_any
from data_access.intake.privacy.safe_file_name import safe_file_name
from data_access.intake.table_specs import table_specs
from data_access.intake.validation.errors import count_by_rule, errors_as_csv
from data_access.store import Store, StoreProblem, is_sqlite, open_store, store_url
from data_access.store.settings import accepts_no_sign_in

# So many faults are listed on a screen; the report holds all of them.
LISTED = 20
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


@cli.command("templates")
def write_templates(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Write a workbook and a CSV to fill in for each table into DIR; it needs no store."""
    with plainly():
        written = templates.write_all(folder, *_places())
        out.print(f"{len(written)} templates to fill in: {folder}", markup=False)


@cli.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    table: Annotated[str, typer.Option(help="Which table, where the headings leave it open.")] = "",
    source: Annotated[
        str, typer.Option(help="Who sent it: Unifi, CPS South West ...")
    ] = "not stated",
    received: Annotated[
        datetime | None,
        typer.Option(formats=DAYS, metavar="DATE", help="The day it came; else today."),
    ] = None,
    means: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HEADING=column", help="What a heading means; remembered for the source."
        ),
    ] = None,
    another_day_is_new: Annotated[
        bool,
        typer.Option(
            "--another-day-is-new",
            help="A row without a number, of a case with rows on other days, is one more.",
        ),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Where to write every fault as a CSV file.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who loads it; kept with the batch.")] = BY,
) -> None:
    """Load spreadsheets: all of them, or nothing and every fault of theirs."""
    with plainly():
        store = open_store(store_url())
        options = Options(
            source=source.strip(),
            received_on=(received or now()).date(),
            table=_known_table(table),
            meanings=dict(_meaning(each) for each in means or []),
            adds_days=another_day_is_new,
            dry_run=dry_run,
        )
        came_of_it = _load(store, files, options, by)
        _say(came_of_it, dry_run=dry_run)
        if not came_of_it.errors.is_empty():
            _say_faults(came_of_it, report)
            raise typer.Exit(1)


def _load(store: Store, files: Sequence[Path], options: Options, by: str) -> Report:
    uploads = [_upload(file, place) for place, file in enumerate(files, 1)]
    with _progress() as progress:
        return import_files(
            store,
            uploads,
            options,
            key=case_key_if_any(store.path),
            accepts_no_sign_in=accepts_no_sign_in(),
            by=by,
            at=now(),
            progress=progress,
        )


@cli.command()
def withdraw(
    batches: Annotated[list[int], typer.Argument(metavar="BATCH...")],
    by: Annotated[str, typer.Option(help="Who asks for it; kept in the audit.")] = BY,
) -> None:
    """Take out what batches brought. Backups made before still hold it."""
    with plainly():
        store = open_store(store_url())
        for said in maintenance.withdraw(store, batches, by=by, at=now()):
            out.print(said, markup=False)
        say_what_is_left(store)


@cli.command()
def purge(
    before: Annotated[
        datetime,
        typer.Option(formats=DAYS, metavar="DATE", help="Nothing on or after this day goes."),
    ],
    by: Annotated[str, typer.Option(help="Who asks for it; kept in the audit.")] = BY,
) -> None:
    """Remove cases that ended before a day, for good. Backups made before still hold them."""
    with plainly():
        store = open_store(store_url())
        purged = maintenance.purge(store, before.date(), by=by, at=now())
        out.print(f"{purged.cases:,} cases removed; {purged.still_open:,} older ones kept, open.")
        rows = Table("table", "rows removed")
        for name, number in purged.rows.items():
            rows.add_row(name, f"{number:,}")
        out.print(rows)
        say_what_is_left(store)


@cli.command()
def scrub() -> None:
    """Wipe what was removed out of the file. Give it when nobody reads the store."""
    with plainly():
        maintenance.scrub(open_store(store_url()))
        out.print("The file holds nothing of what was removed.")


def _places() -> tuple[list[str], list[str]]:
    url = store_url()
    if is_sqlite(url) and not Path(url.database or "").exists():
        return [], []
    return templates.places(reads.read_snapshot(open_store(url)))


def _known_table(table: str) -> str | None:
    if table and table not in table_specs():
        raise StoreProblem(f"There is no table {table}. These are: {', '.join(table_specs())}.")
    return table or None


def _meaning(said: str) -> tuple[str, str]:
    heading, is_there, column = said.rpartition("=")
    if not is_there or not heading or not column:
        raise StoreProblem(
            "Write what a heading means as HEADING=column, like “Ref=case_reference”."
        )
    if not any(column in spec.names for spec in table_specs().values()):
        raise StoreProblem(
            "A heading was given the meaning of a column that there is not. Columns are named as "
            "in an export, like reported_on; the force’s own reference is case_reference."
        )
    return heading, column


def _upload(file: Path, place: int) -> Upload:
    try:
        return Upload(file.name, file.read_bytes())
    except OSError as problem:
        # The name of a file may be that of a person, and what a command says may be kept.
        raise StoreProblem(
            f"File {place}, {safe_file_name(file.name)}, cannot be read. See that it is there and "
            "is a file. Nothing was loaded."
        ) from problem


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on the screen of whoever waits, gone when it is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    is_seen = trouble.is_terminal
    with Bar(*columns, console=trouble, transient=True, disable=not is_seen) as bar:
        task = bar.add_task("reading", total=None)
        # What a first file comes to is not known before it is read: until then the bar only moves.
        yield lambda done, what: bar.update(
            task, completed=done, total=1 if done else None, description=what.replace("_", " ")
        )


def _say(came_of_it: Report, *, dry_run: bool) -> None:
    for sheet in came_of_it.sheets:
        if sheet.rows:
            out.print(_what_came_of(sheet), markup=False)
    for notice in dict.fromkeys(notice for sheet in came_of_it.sheets for notice in sheet.notices):
        out.print(notice, markup=False)
    if came_of_it.loaded:
        out.print(f"Loaded: {counted(came_of_it.rows_changed)} new or changed.")
    elif dry_run and came_of_it.errors.is_empty():
        out.print("Nothing is wrong with it. It was a dry run: nothing was loaded.")


def _what_came_of(sheet: SheetReport) -> str:
    place = " ".join(filter(None, [sheet.file, sheet.sheet]))
    unused = f" Columns not used: {', '.join(sheet.unused)}." if sheet.unused else ""
    return (
        f"{place}: {counted(sheet.rows)} for {sheet.table}; {sheet.new:,} new, "
        f"{sheet.changed:,} changed, {sheet.unchanged:,} the same.{unused}"
    )


def _say_faults(came_of_it: Report, report: Path | None) -> None:
    found = came_of_it.errors
    for fault in found.head(LISTED).iter_rows(named=True):
        trouble.print(_in_words(fault), markup=False)
    if found.height > LISTED:
        trouble.print(f"And {found.height - LISTED:,} more. In all:")
        for rule, column, number, _ in count_by_rule(found).iter_rows():
            trouble.print(f"{number:,} × {rule}{f' ({column})' if column else ''}", markup=False)
    if report:
        _write_report(report, found)
        trouble.print(f"All {found.height:,} are in {report}", markup=False)
    elif found.height > LISTED:
        trouble.print(f"All {found.height:,} with: --report FILE")
    trouble.print("Nothing was loaded.")


def _in_words(fault: Mapping[str, Any]) -> str:
    """Where it stands, what is wrong, what was found there and what to do, on one line."""
    file = " ".join(filter(None, [fault["file"], fault["sheet"]]))
    row = "" if fault["row"] is None else f"row {fault['row']}"
    place = ", ".join(filter(None, [file, row, fault["column"]]))
    found = f" ({fault['found']})" if fault["found"] else ""
    return f"{f'{place}: ' if place else ''}{fault['rule']}{found}. {fault['todo']}"


def _write_report(file: Path, found: pl.DataFrame) -> None:
    try:
        file.write_bytes(errors_as_csv(found))
    except OSError as problem:
        raise StoreProblem(
            f"The report cannot be written to {file}. Choose another place. Nothing was loaded."
        ) from problem
