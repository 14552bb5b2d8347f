"""The quarters of victims that were counted: when, from which files, and what has come since."""

from datetime import date

import polars as pl

from metrics.cases.case_tables import CASE_TABLES
from metrics.frames import Row
from metrics.memoize import memoize

QUARTER = ["quarter", "counted_at"]


@memoize
def quarters_as_counted(
    counts: pl.DataFrame, batches: pl.DataFrame, day: date, by: date | None = None
) -> pl.DataFrame:
    """One row for each quarter counted as at a month-end by ``day``, the newest first.

    ``counts``: the table ``counted_quarter``. ``by``: without revisions after that day; null for
    all. ``batches``: those received by ``day``. Where row sets were counted at different times
    there is a row for each time. ``has_changed``: whether files of cases have come or were
    withdrawn since, which does not say that a figure would differ.
    Shape: quarter, counted_at, revision, recorded_at, batch, row_sets, has_changed. Nulls: without
    any file, the batch is null.
    """
    recorded_on = pl.col("recorded_at").dt.date()
    is_in_force = (pl.col("revision") == 0) | (recorded_on <= (by or date.max))
    newest = (
        counts.filter(pl.col("counted_at") <= day, is_in_force)
        .sort("revision")
        .unique([*QUARTER, "row_set"], keep="last", maintain_order=True)
        .group_by(*QUARTER, "revision", "recorded_at", "batch", maintain_order=True)
        .agg(row_sets=pl.col("row_set").sort())
        .sort("quarter", "revision", descending=True)
    )
    of_cases = batches.filter(pl.col("table").is_in([*CASE_TABLES]))
    changed = [_has_changed(of_cases, row) for row in newest.iter_rows(named=True)]
    return newest.with_columns(pl.Series("has_changed", changed, pl.Boolean))


def _has_changed(batches: pl.DataFrame, row: Row) -> bool:
    came = pl.col("id") > (row["batch"] or 0)
    # A batch that came and went since has changed nothing.
    is_new = came & pl.col("withdrawn_at").is_null()
    is_gone = ~came & (pl.col("withdrawn_at") > pl.lit(row["recorded_at"]))
    return not batches.filter(is_new | is_gone.fill_null(value=False)).is_empty()
