"""The command to run at a force before a file leaves it."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from data_access.commands.console import cli, out, plainly, trouble
from data_access.intake.models import OUTSIDE_LIST, Asked
from data_access.intake.privacy.case_key import CaseKey, case_key, make_case_key, make_key, read_key
from data_access.intake.privacy.pseudonymise_file import (
    Pseudonymised,
    name_of_result,
    pseudonymise_sheets,
    write_results,
)
from data_access.intake.privacy.safe_file_name import safe_file_name
from data_access.intake.table_specs import folded_heading
from data_access.store import StoreProblem

LISTED = 20
VALUE_MEANS = (
    "Which of our words one of theirs means, under a heading of the file or of ours: "
    f"“{OUTSIDE_LIST}” if it is none; nothing after the last = if nothing is recorded there."
)


@cli.command()
def pseudonymise(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    key_file: Annotated[
        Path | None, typer.Option(help="The force's key; else in the usual place.")
    ] = None,
    to: Annotated[Path | None, typer.Option("--out", help="Where to write the result.")] = None,
    force: Annotated[str, typer.Option(help="The force, by its reference in the store.")] = "force",
    table: Annotated[str, typer.Option(help="Which table, where the headings leave it open.")] = "",
    value_means: Annotated[
        list[str] | None, typer.Option(metavar="HEADING=THEIRS=ours", help=VALUE_MEANS)
    ] = None,
) -> None:
    """At the force: write a copy of FILE with case keys for references, and nobody's name."""
    with plainly():
        content = _content(file)
        key = _key(key_file)
        answers = dict(_value_meaning(each) for each in value_means or [])
        results = pseudonymise_sheets(content, key, force, table or None, answers)
        places = write_results(results, to or file.with_name(name_of_result(file.name)))
        for place, result in zip(places, results, strict=True):
            _say(place, result)


def _value_meaning(text: str) -> tuple[Asked, str]:
    """A heading with one of the sender's words, folded, and ours. Errors: StoreProblem."""
    heading, _, rest = text.partition("=")
    word, equals, means = rest.rpartition("=")
    if not heading or not equals or not folded_heading(word):
        raise StoreProblem(
            "Write what one of their words means as HEADING=THEIRS=ours, like “How "
            "told=Teams=video”."
        )
    return Asked("", heading, folded_heading(word)), means


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        # A file may be named after a person, and the output of a command may be logged.
        name = safe_file_name(file.name)
        raise StoreProblem(f"{name} cannot be read. See that it is there and is a file.") from None


def _key(key_file: Path | None) -> CaseKey:
    """The key of cases, made if there is none."""
    if key_file and key_file.exists():
        return read_key(key_file)
    made = key_file or make_case_key()
    if key_file:
        make_key(key_file)
    if made:
        out.print(
            f"A key was made: {made}. Keep a copy in the force's safe: without it the next file "
            "would make other cases of the same references.",
            markup=False,
        )
    return read_key(key_file) if key_file else case_key()


def _say(place: Path, result: Pseudonymised) -> None:
    out.print(f"{result.rows.height:,} rows for {result.table}: {place}", markup=False)
    for letter, became in result.changed.items():
        out.print(f"Column {letter}: {became}.", markup=False)
    for notice in result.notices:
        out.print(notice, markup=False)
    blank = result.errors.filter(pl.col("row").is_not_null())
    for fault in blank.head(LISTED).iter_rows(named=True):
        trouble.print(
            f"Row {fault['row']}, {fault['column']}: {fault['rule']}; left blank.", markup=False
        )
    if blank.height > LISTED:
        trouble.print(f"And {blank.height - LISTED:,} more cells that were left blank.")
