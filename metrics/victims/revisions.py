"""A second count of a quarter of victims, protected together with what was shown of the first.

Whoever kept the first could compare: so a difference of 1 to 4 is a small count of its own, and
what moved by so few is withheld, with as much else as keeps it from being worked out. Of fewer than
ten rows nothing would be left to show, and so they change nothing.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.cases.aggregation import AREA
from metrics.disclosure import AT_LEAST, THRESHOLD
from metrics.frames import Tables
from metrics.suppression.quarter_counts import QuarterCounts
from metrics.victims.counted_period import QuarterDays
from metrics.victims.period_counts import (
    ClosedQuarter,
    ShownCounts,
    count_row_sets,
    restored,
    rows_of_quarter,
)
from metrics.victims.share_parts import parts_of
from metrics.victims.stored_quarters import NewQuarter, StoredCounts, closed_quarter, stored_text

TOO_FEW = "nothing, or fewer than ten rows, would change"
FOUND_OUT = "what changed by a few rows would be found out"
PARTS = parts_of("")


class QuarterRevision(NamedTuple):
    """The row sets that are counted again, each year of theirs too, and why others are not."""

    new: list[NewQuarter]
    refused: Mapping[str, str]


def revise_quarter(
    tables: Tables,
    limits: pl.DataFrame,
    days: QuarterDays,
    stored: StoredCounts,
    threshold: int = THRESHOLD,
) -> QuarterRevision:
    """A quarter counted again, from the rows as they are now; the app calls this in a worker.

    ``stored``: every count of a quarter, that of ``days`` among them. Single areas stay as they
    were counted first.
    """
    new: list[NewQuarter] = []
    refused = {}
    rows = rows_of_quarter(tables, limits, *days)
    for kind, counted in count_row_sets(rows).items():
        before = [closed_quarter(*each) for each in stored[kind]]
        history, in_force = restored(kind, before, threshold)
        quarters = [*in_force]
        if rows_moved(in_force[days].counted.counts, counted.counts) < AT_LEAST:
            refused[kind] = TOO_FEW
            continue
        try:
            quarter, years = history.revise(quarters.index(days), counted.counts)
        except ValueError:
            refused[kind] = FOUND_OUT
            continue
        tables_before = in_force[days].shown.closing.year_tables
        closing = history.closing._replace(attacks=[], year_tables=tables_before)
        revised = {days: ClosedQuarter(days, counted, ShownCounts(quarter, None, closing))}
        for last, year in years.items():
            of = quarters[last]
            each = revised.get(of, in_force[of])
            revised[of] = each._replace(
                shown=each.shown._replace(year=_with_areas(year, in_force[of]))
            )
        new += [NewQuarter(of, kind, stored_text(each)) for of, each in revised.items()]
    return QuarterRevision(new, refused)


def _with_areas(year: pl.DataFrame, before: ClosedQuarter) -> pl.DataFrame:
    """A year with its areas as they were counted first."""
    assert before.shown.year is not None
    return pl.concat([year, before.shown.year.filter(pl.col(AREA).is_not_null())])


def rows_moved(before: QuarterCounts, after: QuarterCounts) -> int:
    """The least number of rows added, removed or given another category, by any one table."""
    moved = 0
    for name in {**before.words, **after.words}:
        ones, others = (
            dict(zip(each.words.get(name, ()), each.counts.get(name, ()), strict=True))
            for each in (before, after)
        )
        differences = [int(others.get(word, 0) - ones.get(word, 0)) for word in {**ones, **others}]
        changes = np.array(differences, np.int64)
        moved = max(moved, int(changes.clip(0).sum()), int((-changes).clip(0).sum()))
    return moved


def figures_moved(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """The counts of all areas that are shown in both and differ. Shape: dimension, value, before,
    after. Nulls: a null value is the total.
    """
    keys = ["dimension", "value"]
    ones, others = (
        each.filter(
            pl.col(AREA).is_null(),
            ~pl.col("suppressed"),
            ~pl.col("dimension").str.starts_with(PARTS),
        ).select(*keys, pl.col("count").alias(name))
        for each, name in ((before, "before"), (after, "after"))
    )
    both = ones.join(others, on=keys, how="inner", nulls_equal=True, maintain_order="left")
    return both.filter(pl.col("before") != pl.col("after"))
