"""Meetings and actions as they stood before they were corrected in their place."""

import json
from datetime import date
from typing import Any

import polars as pl

from metrics.frames import Row


def corrections_of(changes: pl.DataFrame, table: str, number: int) -> list[Row]:
    """The corrections that people recorded of the row ``number`` of ``table``, newest first.

    Each has ``recorded_at``, ``recorded_by``, and ``was``: by column, the value before; a day as
    text.
    """
    of_it = changes.filter(
        pl.col("table") == table, pl.col("row") == number, pl.col("recorded_at").is_not_null()
    )
    newest_first = of_it.sort("id", descending=True)
    return [row | {"was": json.loads(row["was"])} for row in newest_first.iter_rows(named=True)]


def newest_changes(changes: pl.DataFrame, rows: pl.DataFrame, table: str) -> dict[str, int]:
    """The id of the newest change to each of the ``rows`` of ``table`` that was changed, by ref."""
    newest = changes.filter(pl.col("table") == table).group_by("row").agg(pl.col("id").max())
    named = rows.select("ref", row="id").join(newest, on="row")
    return dict(named.select("ref", "id").iter_rows())


def before_corrections(
    rows: pl.DataFrame, table: str, changes: pl.DataFrame, since: pl.Expr
) -> pl.DataFrame:
    """The rows of ``table`` as they were before the corrections that meet ``since``."""
    undone = changes.filter(pl.col("table") == table, since).sort("id", descending=True)
    for correction in undone.iter_rows(named=True):
        was = json.loads(correction["was"])
        rows = rows.with_columns(
            pl.when(pl.col("id") == correction["row"])
            .then(pl.lit(_typed(value, rows.schema[name]), dtype=rows.schema[name]))
            .otherwise(pl.col(name))
            .alias(name)
            for name, value in was.items()
        )
    return rows


def _typed(value: Any, kind: pl.DataType) -> Any:
    return date.fromisoformat(value) if value is not None and kind == pl.Date else value
