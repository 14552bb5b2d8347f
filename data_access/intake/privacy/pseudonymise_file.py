"""Makes a file of cases safe to leave the force, with case keys for references and no names.

Other columns, and cells that are not of their column's kind, are removed as well, because the
service would not read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from data_access import csv_text
from data_access.intake.casting.parsers import (
    asked_as,
    blanks_as_null,
    none_meaning,
    parse_column,
    parse_references,
)
from data_access.intake.mapping.headings import word_meanings
from data_access.intake.mapping.sheets import (
    CANNOT_BE_READ,
    ImportContext,
    MappedSheet,
    letters_of,
    map_sheets,
)
from data_access.intake.models import Answers, Options, ValueMeanings
from data_access.intake.privacy.case_key import CaseKey
from data_access.intake.privacy.safe_file_name import LEFT_OUT, safe_file_name
from data_access.intake.questions import none_texts
from data_access.intake.reading.reader import read_sheets
from data_access.intake.reading.sheet import NotReadable, listed
from data_access.intake.table_specs import Column, ColumnKind, table_specs
from data_access.intake.validation import pii_heuristics
from data_access.intake.validation.errors import concat_errors, errors_frame, row_errors
from data_access.intake.validation.pii_columns import PLACES, ROW
from data_access.store import StoreProblem, owner_only
from data_access.tables import TALLY_NAMES

NOT_READ = "this service reads nothing from it"


@dataclass(frozen=True)
class Pseudonymised:
    """A sheet that may leave the force.

    ``rows``: as text, under the headings of the service. ``changed``: by letter, the change made to
    each changed column. ``errors``: the cells that were blanked. ``notices``: what was left out.
    """

    table: str
    rows: pl.DataFrame
    changed: dict[str, str]
    errors: pl.DataFrame
    notices: tuple[str, ...] = ()


def pseudonymise_sheets(
    content: bytes,
    key: CaseKey,
    force: str,
    table: str | None = None,
    answers: Answers | None = None,
) -> list[Pseudonymised]:
    """Pseudonymises each sheet of a file of cases. ``force``: its ref in the office's store.

    ``answers``: about words that are not ours.
    Errors: StoreProblem if the file cannot be read, or its table is ambiguous or not of cases.
    """
    if table and table not in TALLY_NAMES:
        names = ", ".join(TALLY_NAMES)
        raise StoreProblem(f"There is no table of cases of that name. Use: {names}.")
    options = Options(source="", received_on=date.min, table=table, answers=answers or {})
    context = ImportContext({}, key, options)
    try:
        sheets = read_sheets(content)
    except NotReadable as problem:
        raise StoreProblem(str(problem)) from None
    mapped = map_sheets(sheets, "", "", context)
    return [_pseudonymise_sheet(sheet, key, force, options.answers) for sheet in mapped]


def name_of_result(name: str) -> str:
    """The name of the result: the harmless parts of ``name``, and "pseudonymised"."""
    stem = safe_file_name(Path(name).name).rpartition(".")[0].replace(LEFT_OUT, " ")
    return f"{'-'.join([*stem.strip(' -_.,&+()').split(), 'pseudonymised'])}.csv"


def write_results(results: Sequence[Pseudonymised], path: Path) -> list[Path]:
    """Writes the results to ``path``, further sheets with a number; returns the files.

    Errors: StoreProblem if one exists already, or cannot be written.
    """
    paths = [path, *(path.with_stem(f"{path.stem}-{n}") for n in range(2, len(results) + 1))]
    taken = next((each for each in paths if each.exists()), None)
    if taken:
        raise StoreProblem(f"There is a file {taken} already. Move it away, or use --out.")
    try:
        for each, result in zip(paths, results, strict=True):
            owner_only.make_file(each)
            owner_only.write_file(each, csv_text.as_csv(result.rows))
    except OSError as problem:
        raise StoreProblem(f"{each} cannot be written: {problem.strerror}. Use --out.") from None
    return paths


def _pseudonymise_sheet(
    sheet: MappedSheet, key: CaseKey, force: str, answers: Answers
) -> Pseudonymised:
    unreadable = sheet.errors.filter(pl.col("rule") == CANNOT_BE_READ)["todo"].to_list()
    if unreadable:
        raise StoreProblem(unreadable[0])
    if sheet.table is None or sheet.mapping is None or not sheet.mapping.spec.is_of_cases:
        raise StoreProblem(
            "It is not clear which table of cases the file holds. Say so with --table, one of: "
            f"{', '.join(TALLY_NAMES)}."
        )
    table, mapping, letters = sheet.table, sheet.mapping, letters_of(sheet.table)
    for heading, positions in mapping.duplicates:
        columns = listed([letters[position] for position in positions])
        raise StoreProblem(
            f"Columns {columns} both mean “{heading}”: keep one of them. Nothing was written."
        )
    kept = {at: column for at, column in mapping.columns.items() if at not in sheet.refused}
    if not any(column.kind == ColumnKind.REFERENCE for column in kept.values()):
        raise StoreProblem(
            "No column holds crime references, so there is nothing to make case keys of. Call "
            "the column “Crime reference”. Nothing was written."
        )
    meanings = word_meanings(answers, mapping)
    numbers, values, errors = table.rows[ROW], [], []
    for position, column in kept.items():
        if column.kind != ColumnKind.KEY:
            cells = blanks_as_null(table.rows.to_series(position + 1))
            result, found = _pseudonymise_column(cells, column, numbers, key, force, meanings)
            values.append(result)
            errors.append(found)
    changed = {
        letter: change
        for position, letter in enumerate(letters)
        if (change := _change_of(kept.get(position), sheet.refused.get(position)))
    }
    notices = (*sheet.notices, *none_texts(table, mapping, meanings))
    return Pseudonymised(
        sheet.table_name, pl.DataFrame(values), changed, concat_errors(errors), notices
    )


def _pseudonymise_column(
    cells: pl.Series,
    column: Column,
    numbers: pl.Series,
    key: CaseKey,
    force: str,
    meanings: ValueMeanings,
) -> tuple[pl.Series, pl.DataFrame]:
    """The column under our heading, and an error for each cell that was blanked."""
    heading_of = table_specs()["investigation"].heading_of
    if column.kind == ColumnKind.REFERENCE:
        case_keys = key.case_keys(force, parse_references(cells))
        blank = ("nothing stands here", "Fill it in.")
        errors = row_errors(numbers.filter(case_keys.is_null()), column.heading, *blank)
        return case_keys.alias(heading_of("case_key")), errors
    if column.kind == ColumnKind.VALUE:
        asked = asked_as(cells, none_meaning(column, meanings))
        return asked.alias(heading_of(column.name)), errors_frame()
    if column.kind in PLACES:
        # Places are validated beside the store, because its forces and areas are not known here.
        names = pii_heuristics.with_forename(pii_heuristics.count_texts(cells))["text"].to_list()
        is_name = cells.str.strip_chars().is_in(names).fill_null(value=False)
        rule = ("looks like a name", "Write the place.")
        errors = row_errors(numbers.filter(is_name), column.heading, *rule)
        return cells.set(is_name, None).alias(column.heading), errors
    # Only the parsed value leaves the force, not the rest of the cell's text.
    parsed, errors = parse_column(cells, column, numbers, meanings)
    return _as_text(parsed).alias(column.heading), errors


def _as_text(parsed: pl.Series) -> pl.Series:
    if parsed.dtype == pl.Boolean:
        return parsed.replace_strict([True, False], ["yes", "no"], return_dtype=pl.String)
    return parsed.cast(pl.String)


def _change_of(kept: Column | None, refusal: str | None) -> str | None:
    """The change made to a column; null if it is unchanged."""
    if kept is None:
        return f"left out: {refusal or NOT_READ}"
    if kept.kind == ColumnKind.REFERENCE:
        return "turned into case keys"
    if kept.kind == ColumnKind.KEY:
        return "left out: the case keys are made of the references"
    if kept.kind == ColumnKind.VALUE:
        return "turned into whether it was asked"
    return None
