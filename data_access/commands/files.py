"""Commands for files: templates, import, withdrawal, retention and wiping."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer
from rich.table import Table

from data_access import maintenance, reads
from data_access.commands.console import (
    BY,
    DAY_FORMATS,
    cli,
    now,
    out,
    plainly,
    rows_text,
    say_what_is_left,
    trouble,
)
from data_access.commands.stores import WORDS_TO_FIND, say_places
from data_access.intake import templates
from data_access.intake.import_files import import_files
from data_access.intake.models import (
    Options,
    Report,
    SheetReport,
    Upload,
)
from data_access.intake.privacy.case_key import case_key_if_any
from data_access.intake.privacy.safe_file_name import safe_file_name
from data_access.intake.table_specs import table_specs
from data_access.intake.validation.errors import errors_as_csv, faults_by_kind
from data_access.store import Store, StoreProblem, is_sqlite, open_store, owner_only, store_url
from data_access.store.settings import accepts_no_sign_in

# The number of kinds of fault listed on the screen; the report has all of them.
LISTED = 20
UNKNOWN_WORDS = (
    "Some headings or words are not known. Load the file on the page Data: it asks what each of "
    "them means, and that is remembered for this command too."
)


@cli.command("templates")
def write_templates(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Write a workbook to fill in for each table into DIR; it needs no store."""
    with plainly():
        written = templates.write_all(folder, *_places())
        out.print(f"{len(written)} templates to fill in: {folder}", markup=False)


@cli.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE")],
    table: Annotated[str, typer.Option(help="Which table, where the headings leave it open.")] = "",
    source: Annotated[
        str, typer.Option(help="Who sent it: Unifi, CPS South West ...")
    ] = "not stated",
    received: Annotated[
        datetime | None,
        typer.Option(formats=DAY_FORMATS, metavar="DATE", help="The day it came; else today."),
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
            adds_days=another_day_is_new,
            dry_run=dry_run,
            to_sender=_is_sender(),
        )
        imported = _load(store, files, options, by)
        _print_summary(imported, dry_run=dry_run)
        if not imported.errors.is_empty():
            _print_errors(imported, report)
        if left_out := imported.left_out:
            out.print(left_out, markup=False)
        if not imported.errors.is_empty():
            raise typer.Exit(1)


def _load(store: Store, files: Sequence[Path], options: Options, by: str) -> Report:
    uploads = [_upload(file, place) for place, file in enumerate(files, 1)]
    with trouble.status("reading and checking"):
        return import_files(
            store,
            uploads,
            options,
            key=case_key_if_any(store.path),
            accepts_no_sign_in=accepts_no_sign_in(),
            by=by,
            at=now(),
        )


@cli.command()
def withdraw(
    batches: Annotated[list[int], typer.Argument(metavar="BATCH")],
    by: Annotated[str, typer.Option(help="Who asks for it; kept in the audit.")] = BY,
) -> None:
    """Take out what batches brought. Backups made before still hold it."""
    with plainly():
        store = open_store(store_url())
        for sentence in maintenance.withdraw(store, batches, by=by, at=now()):
            out.print(sentence, markup=False)
        say_what_is_left(store)


@cli.command()
def purge(
    before: Annotated[
        datetime,
        typer.Option(
            formats=DAY_FORMATS, metavar="DATE", help="Nothing on or after this day goes."
        ),
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
def scrub(
    looks: Annotated[
        bool, typer.Option("--look", help="Ask for words, and say where they still stand.")
    ] = False,
) -> None:
    """Wipe what was removed out of the file. Give it when nobody reads the store."""
    with plainly():
        store = open_store(store_url())
        maintenance.scrub(store)
        if looks:
            what = "Still there, take it out with redact-text"
            say_places(maintenance.places_with_text(store, typer.prompt(WORDS_TO_FIND)), what)
        out.print("The file holds nothing of what was removed.")


def _places() -> tuple[list[str], list[str]]:
    url = store_url()
    if is_sqlite(url) and not Path(url.database or "").exists():
        return [], []
    return templates.areas_and_forces(reads.read_snapshot(open_store(url)))


def _known_table(table: str) -> str | None:
    if table and table not in table_specs():
        raise StoreProblem(f"There is no table {table}. These are: {', '.join(table_specs())}.")
    return table or None


def _upload(file: Path, place: int) -> Upload:
    try:
        return Upload(file.name, file.read_bytes())
    except OSError as problem:
        # A file may be named after a person, and the output of a command may be logged.
        raise StoreProblem(
            f"File {place}, {safe_file_name(file.name)}, cannot be read. See that it is there and "
            "is a file. Nothing was loaded."
        ) from problem


def _print_summary(imported: Report, *, dry_run: bool) -> None:
    for sheet in imported.sheets:
        if sheet.rows:
            out.print(_sheet_text(sheet), markup=False)
    for notice in imported.notices:
        out.print(notice, markup=False)
    if imported.loaded:
        out.print(f"Loaded: {rows_text(imported.rows_changed)} new or changed.")
    elif dry_run and imported.errors.is_empty():
        out.print("Nothing is wrong with it. It was a dry run: nothing was loaded.")


def _is_sender() -> bool:
    """True on a terminal: what is printed elsewhere may be logged, and names may identify."""
    return out.is_terminal and trouble.is_terminal


def _sheet_text(sheet: SheetReport) -> str:
    return (
        f"{sheet.place}: {rows_text(sheet.rows)} for {sheet.table}; {sheet.new:,} new, "
        f"{sheet.changed:,} changed, {sheet.unchanged:,} the same."
    )


def _print_errors(imported: Report, report: Path | None) -> None:
    errors = imported.errors_with_letters
    kinds = faults_by_kind(errors)
    for kind in kinds.head(LISTED).iter_rows(named=True):
        trouble.print(_error_text(kind), markup=False)
    if kinds.height > LISTED:
        trouble.print(f"And {kinds.height - LISTED:,} more kinds of fault.")
    if report:
        _write_report(report, errors)
        trouble.print(f"All {errors.height:,} are in {report}", markup=False)
    elif errors.height > kinds.head(LISTED).height:
        trouble.print(f"All {errors.height:,} with: --report FILE")
    if imported.questions:
        trouble.print(UNKNOWN_WORDS)
    trouble.print("Nothing was loaded.")


def _error_text(kind: Mapping[str, Any]) -> str:
    """A kind of fault as one line: its place, the broken rule, what was found and the remedy."""
    file = " ".join(filter(None, [kind["file"], kind["sheet"]]))
    noun = "row" if kind["errors"] == 1 else "rows"
    rows = f"{noun} {kind['rows']}" if kind["rows"] else ""
    place = ", ".join(filter(None, [file, rows, kind["column"]]))
    found = f" ({kind['found']})" if kind["found"] else ""
    return f"{f'{place}: ' if place else ''}{kind['rule']}{found}. {kind['todo']}"


def _write_report(file: Path, errors: pl.DataFrame) -> None:
    try:
        owner_only.write_file(file, errors_as_csv(errors))
    except OSError as problem:
        raise StoreProblem(
            f"The report cannot be written to {file}. Choose another place. Nothing was loaded."
        ) from problem
