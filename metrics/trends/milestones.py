"""Events shown beside a trend: inspections published, actions completed."""

import polars as pl

from data_access.vocabulary import State
from metrics.memoize import memoize
from metrics.text_format import day_text


def milestones(inspections: pl.DataFrame, actions: pl.DataFrame) -> pl.DataFrame:
    """One row for each day with an event, oldest first: on, label.

    Actions that were closed without being complete, or on no known day, are left out. Inspections
    come first within a day.
    """
    published = inspections.select(on="published_on", label=pl.col("short_title") + " published")
    completed = (
        actions.filter(pl.col("state") == State.COMPLETE, pl.col("closed_on").is_not_null())
        .sort("closed_on", "ref")
        .group_by(on="closed_on", maintain_order=True)
        .agg(label=pl.col("ref").str.join(", ") + " complete")
    )
    return pl.concat([published, completed]).sort("on", maintain_order=True)


def numbered(happened: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """The milestones between the first and last period with a value, numbered from 1.

    ``points``: period, value. Shape: number, on, label.
    """
    periods = points.drop_nulls(["period", "value"])["period"]
    return (
        happened.filter(pl.col("on").is_between(periods.min(), periods.max()))
        .sort("on", maintain_order=True)
        .with_row_index("number", offset=1)
    )


@memoize
def milestones_text(happened: pl.DataFrame, points: pl.DataFrame) -> str:
    """A legend of the numbers on the chart; empty for none."""
    named = [
        f"{number}: {label}, {day_text(on)}"
        for number, on, label in numbered(happened, points).iter_rows()
    ]
    return f"{'; '.join(named)}." if named else ""
