"""The cells of one table as typed rows: each column by its kind, each row with force and case."""

from collections.abc import Mapping

import polars as pl

from data_access.intake import validation_errors
from data_access.intake.force_area_lookup import Places, with_area, with_force
from data_access.intake.header_matching import Matching
from data_access.intake.parsers import parsed, references_in
from data_access.intake.privacy import as_asked
from data_access.intake.privacy.pseudonyms import CaseKey
from data_access.intake.reading.table_detection import SheetTable
from data_access.intake.table_specs import NEVER_ASKED_FOR, Kind, Layout, layouts
from data_access.store import INIT

CRIME_REFERENCE = "Crime reference"
# Read by what the store holds, or by the key, and not by the cell alone.
READ_APART = (Kind.FORCE, Kind.AREA, Kind.REFERENCE, Kind.KEY, *NEVER_ASKED_FOR)


def typed(
    table: SheetTable, matching: Matching, places: Places, key: CaseKey | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of a table, typed, with ``row``, ``force`` and ``case_key``; the faults of cells."""
    cells = table.rows.get_columns()[1:]
    rows = table.rows["row"]
    values, found = [rows], []
    for at, column in matching.columns.items():
        if column.kind == Kind.PERCEIVED:
            # What an officer perceived says nothing, and must not take the place of what is known.
            continue
        if column.kind == Kind.VALUE:
            values.append(as_asked(cells[at], column.kind).alias(column.name))
        elif column.kind not in READ_APART:
            value, wrong = parsed(cells[at], column, rows)
            values.append(value)
            found.append(wrong)
    by_kind = {column.kind: cells[at] for at, column in matching.columns.items()}
    placed, misplaced = _placed(by_kind, matching.layout, rows, places, key)
    return pl.DataFrame([*values, *placed]), validation_errors.together([*found, *misplaced])


def _placed(
    by_kind: Mapping[Kind, pl.Series],
    layout: Layout,
    rows: pl.Series,
    places: Places,
    key: CaseKey | None,
) -> tuple[list[pl.Series], list[pl.DataFrame]]:
    """Force, area and case of each row, as far as the table has them."""
    kinds = {column.kind for column in layout.columns}
    if Kind.FORCE not in kinds:
        return [], []
    force, found = with_force(by_kind.get(Kind.FORCE), rows, places)
    values, wrong = [force], [found]
    if Kind.AREA in by_kind:
        area, found = with_area(by_kind[Kind.AREA], force, rows, places)
        values.append(area)
        wrong.append(found)
    if Kind.REFERENCE in kinds:
        case_key, found = _case_keys(by_kind, force, rows, key)
        values.append(case_key)
        wrong.append(found)
    return values, wrong


def _case_keys(
    by_kind: Mapping[Kind, pl.Series], force: pl.Series, rows: pl.Series, key: CaseKey | None
) -> tuple[pl.Series, pl.DataFrame]:
    """The case of each row: by its key, else by its reference, which goes no further than here."""
    nothing = pl.repeat(None, len(rows), dtype=pl.String, eager=True)
    given, found = _given_keys(by_kind.get(Kind.KEY, nothing), rows)
    references = references_in(by_kind.get(Kind.REFERENCE, nothing))
    if references.count() and key is None:
        return given, validation_errors.of_whole(
            "no key to hash references with", f"Make one with: {INIT}", CRIME_REFERENCE
        )
    hashed = _hashed(references, force, key) if key else nothing
    both = given.is_not_null() & hashed.is_not_null()
    neither = given.is_null() & hashed.is_null()
    return given.fill_null(hashed).alias("case_key"), validation_errors.together(
        [
            found,
            validation_errors.of_rows(
                rows.filter(both),
                CRIME_REFERENCE,
                "a reference and a case key",
                "Keep one of them in each row.",
            ),
            validation_errors.of_rows(
                rows.filter(neither), CRIME_REFERENCE, "no reference stands here", "Fill it in."
            ),
        ]
    )


def _given_keys(cells: pl.Series, rows: pl.Series) -> tuple[pl.Series, pl.DataFrame]:
    column = next(each for each in layouts()["investigation"].columns if each.kind == Kind.KEY)
    return parsed(cells, column, rows)


def _hashed(references: pl.Series, force: pl.Series, key: CaseKey) -> pl.Series:
    """The keyed hash of each reference; the same reference of two forces is two cases."""
    hashed = pl.repeat(None, len(references), dtype=pl.String, eager=True)
    nothing = hashed
    for of in force.drop_nulls().unique():
        is_of_it = force.eq_missing(of)
        of_force = references.zip_with(is_of_it, nothing)
        hashed = key.case_keys(of, of_force).zip_with(is_of_it, hashed)
    return hashed
