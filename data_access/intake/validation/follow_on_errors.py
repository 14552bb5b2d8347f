"""Errors that may only follow from errors of another table of the same import."""

from collections.abc import Iterator, Set

import polars as pl

from data_access.intake.table_specs import ColumnKind, TableSpec
from data_access.intake.validation.errors import ImportStage

NO_SUCH_CASE = "no such case"
NO_SUCH_FORCE = "no such force"
NO_SUCH_AREA = "no such area"
POINTS_AT_NOTHING = "points at nothing"
# The table whose row is missing, by rule.
MISSING_FROM = {
    NO_SUCH_CASE: "investigation",
    NO_SUCH_FORCE: "organisation",
    NO_SUCH_AREA: "area",
}


def after_causes(errors: pl.DataFrame, spec: TableSpec, faulty: Set[str]) -> pl.DataFrame:
    """``errors`` of a sheet, with those last that may follow from the ``faulty`` tables."""
    for is_missing, table in _missing_rows(spec):
        if table in faulty:
            todo = (
                f"Mend first what is wrong with {table.replace('_', ' ')}: this may be mended "
                "with it."
            )
            errors = errors.with_columns(
                todo=pl.when(is_missing).then(pl.lit(todo)).otherwise("todo"),
                stage=pl.when(is_missing)
                .then(pl.lit(ImportStage.OTHER_ROW, pl.UInt8))
                .otherwise("stage"),
            )
    return errors


def _missing_rows(spec: TableSpec) -> Iterator[tuple[pl.Expr, str]]:
    """The errors about a row that is missing from a table, and the table."""
    for rule, table in MISSING_FROM.items():
        yield pl.col("rule") == rule, table
    for column in spec.columns:
        if column.kind == ColumnKind.REF:
            is_of_column = pl.col("column") == column.heading
            yield is_of_column & (pl.col("rule") == POINTS_AT_NOTHING), column.words
