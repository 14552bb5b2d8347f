"""Casts the rows of one table: each cell by its column's kind, with its force, area and case."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data_access.intake.casting.parsers import (
    asked_as,
    blanks_as_null,
    none_meaning,
    parse_column,
    parse_references,
    replaced,
)
from data_access.intake.mapping.headings import ColumnMapping
from data_access.intake.models import NO_MEANINGS, ValueMeanings
from data_access.intake.privacy.case_key import CaseKey
from data_access.intake.reading.table_detection import SheetTable
from data_access.intake.table_specs import (
    NEVER_ASKED_FOR,
    ColumnKind,
    TableSpec,
    folded_heading,
    table_specs,
)
from data_access.intake.validation.errors import (
    NO_SUCH_AREA,
    NO_SUCH_FORCE,
    ImportStage,
    ValidationError,
    concat_errors,
    errors_frame,
    in_stage,
    row_errors,
)
from data_access.store import INIT
from data_access.vocabulary import OrganisationKind

CRIME_REFERENCE = "Crime reference"
# Columns whose cast needs the store or the case key, not the cell alone.
CAST_SEPARATELY = (
    ColumnKind.FORCE,
    ColumnKind.AREA,
    ColumnKind.REFERENCE,
    ColumnKind.KEY,
    *NEVER_ASKED_FOR,
)


@dataclass(frozen=True)
class Places:
    """The forces and areas of the store, by each folded way to write them.

    ``areas``: by force and folded name, the name in the store. ``only_force``: the force of a row
    that names none; null if the store has no force or several.
    """

    forces: Mapping[str, str]
    areas: Mapping[tuple[str, str], str]
    only_force: str | None


def places_in(organisations: pl.DataFrame, areas: pl.DataFrame) -> Places:
    """The places in the tables ``organisation`` and ``area``."""
    forces = organisations.filter(pl.col("kind") == OrganisationKind.POLICE_FORCE)
    refs = forces["ref"].to_list()
    return Places(
        forces={
            folded_heading(written): ref
            for ref, name in forces.select("ref", "name").iter_rows()
            for written in (ref, name)
        },
        areas={
            (force, folded_heading(name)): name
            for name, force in areas.select("name", "force").iter_rows()
        },
        only_force=refs[0] if len(refs) == 1 else None,
    )


def cast_rows(
    table: SheetTable,
    mapping: ColumnMapping,
    places: Places,
    key: CaseKey | None,
    meanings: ValueMeanings = NO_MEANINGS,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The typed rows of a table, with ``row``, ``force`` and ``case_key``; the errors of cells."""
    cells = table.rows.get_columns()[1:]
    rows = table.rows["row"]
    values, errors = [rows], []
    for position, column in mapping.columns.items():
        if column.kind == ColumnKind.VALUE:
            none_means = none_meaning(column, meanings)
            values.append(asked_as(cells[position], none_means).alias(column.name))
        elif column.kind not in CAST_SEPARATELY:
            parsed, found = parse_column(cells[position], column, rows, meanings)
            values.append(parsed)
            errors.append(found)
    by_kind = {column.kind: cells[position] for position, column in mapping.columns.items()}
    looked_up, found_errors = _look_up(by_kind, mapping.spec, rows, places, key)
    cell_errors = in_stage(concat_errors([*errors, *found_errors]), ImportStage.CELL)
    return pl.DataFrame([*values, *looked_up]), cell_errors


def cast_force(
    cells: pl.Series | None, rows: pl.Series, places: Places
) -> tuple[pl.Series, pl.DataFrame]:
    """The force of each row, and an error for each row whose force is not in the store."""
    if cells is None:
        cells = pl.repeat(None, len(rows), dtype=pl.String, eager=True)
    written = blanks_as_null(cells)
    refs = {text: places.forces.get(folded_heading(text)) for text in written.drop_nulls().unique()}
    force = replaced(written, refs, pl.String())
    force = force.set(written.is_null(), places.only_force).alias("force")
    return force, row_errors(
        rows.filter(force.is_null()),
        "Force",
        NO_SUCH_FORCE,
        "Name a police force of this store, or load it with the template “organisation”.",
    )


def cast_area(
    cells: pl.Series, force: pl.Series, rows: pl.Series, places: Places
) -> tuple[pl.Series, pl.DataFrame]:
    """The area of each row, null if none is named, and an error for each unknown one."""
    written = blanks_as_null(cells)
    area = pl.repeat(None, len(cells), dtype=pl.String, eager=True)
    texts = written.drop_nulls().unique()
    for each_force in force.drop_nulls().unique():
        names = {text: places.areas.get((each_force, folded_heading(text))) for text in texts}
        of_force = replaced(written, names, pl.String())
        area = of_force.zip_with(force.eq_missing(each_force), area)
    return area.alias("area"), row_errors(
        rows.filter(written.is_not_null() & area.is_null() & force.is_not_null()),
        "Area",
        NO_SUCH_AREA,
        "Name an area of the force, or load it with the template “area”.",
    )


def _look_up(
    by_kind: Mapping[ColumnKind, pl.Series],
    spec: TableSpec,
    rows: pl.Series,
    places: Places,
    key: CaseKey | None,
) -> tuple[list[pl.Series], list[pl.DataFrame]]:
    """The force, area and case of each row, if the table has them, and their errors."""
    kinds = {column.kind for column in spec.columns}
    if ColumnKind.FORCE not in kinds:
        return [], []
    force, force_errors = cast_force(by_kind.get(ColumnKind.FORCE), rows, places)
    columns = [(force, force_errors)]
    if ColumnKind.AREA in by_kind:
        columns.append(cast_area(by_kind[ColumnKind.AREA], force, rows, places))
    if ColumnKind.REFERENCE in kinds:
        columns.append(_cast_case_key(by_kind, force, rows, key))
    return [values for values, _ in columns], [errors for _, errors in columns]


def _cast_case_key(
    by_kind: Mapping[ColumnKind, pl.Series],
    force: pl.Series,
    rows: pl.Series,
    key: CaseKey | None,
) -> tuple[pl.Series, pl.DataFrame]:
    """The case of each row from its key or its reference; the reference is dropped here."""
    blank = pl.repeat(None, len(rows), dtype=pl.String, eager=True)
    key_column = next(
        column for column in table_specs()["investigation"].columns if column.kind == ColumnKind.KEY
    )
    given, errors = parse_column(by_kind.get(ColumnKind.KEY, blank), key_column, rows)
    references = parse_references(by_kind.get(ColumnKind.REFERENCE, blank))
    if references.count() and key is None:
        no_key = ("no key to hash references with", f"Make one with: {INIT}")
        return given, errors_frame([ValidationError(None, CRIME_REFERENCE, *no_key)])
    hashed = _hash_references(references, force, key) if key else blank
    is_both = given.is_not_null() & hashed.is_not_null()
    is_neither = given.is_null() & hashed.is_null()
    both = ("a reference and a case key", "Keep one of them in each row.")
    neither = ("no reference stands here", "Fill it in.")
    return given.fill_null(hashed).alias("case_key"), concat_errors(
        [
            errors,
            row_errors(rows.filter(is_both), CRIME_REFERENCE, *both),
            row_errors(rows.filter(is_neither), CRIME_REFERENCE, *neither),
        ]
    )


def _hash_references(references: pl.Series, force: pl.Series, key: CaseKey) -> pl.Series:
    """The keyed hash of each reference; equal references of two forces are two cases."""
    blank = hashed = pl.repeat(None, len(references), dtype=pl.String, eager=True)
    for each_force in force.drop_nulls().unique():
        is_of_force = force.eq_missing(each_force)
        case_keys = key.case_keys(each_force, references.zip_with(is_of_force, blank))
        hashed = case_keys.zip_with(is_of_force, hashed)
    return hashed
