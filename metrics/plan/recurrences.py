"""What is to be done again and again: when it was done last, and when it is due next."""

from datetime import date

import polars as pl

from data_access.vocabulary import Voice
from metrics.frames import Row
from metrics.text_format import counted, day_text

MONTHS, DAYS = 12, 366


def with_occurrences(
    recurrences: pl.DataFrame, occurrences: pl.DataFrame, as_at: date
) -> pl.DataFrame:
    """Each recurrence with the times that it was done, in the order given.

    Adds ``times_done``, ``last_done_on`` and ``newest_occurrence`` (an id), ``next_due_on`` (as it
    was said at the last time, else reckoned from the times a year), and ``days_overdue``.
    Nulls: where nobody recorded a time, or said how many there are to be, none is due.
    """
    done = (
        occurrences.sort("done_on", "id")
        .group_by("recurrence")
        .agg(
            times_done=pl.len().cast(pl.Int64),
            last_done_on=pl.col("done_on").last(),
            said_next=pl.col("next_due_on").last(),
            newest_occurrence=pl.col("id").last(),
        )
    )
    late = (pl.lit(as_at) - pl.col("next_due_on")).dt.total_days()
    return (
        recurrences.join(
            done, left_on="ref", right_on="recurrence", how="left", maintain_order="left"
        )
        .with_columns(
            pl.col("times_done").fill_null(0),
            next_due_on=pl.coalesce("said_next", _reckoned()),
        )
        .drop("said_next")
        .with_columns(days_overdue=pl.when(late > 0).then(late))
    )


def _reckoned() -> pl.Expr:
    """The last time and the usual distance between two; whole months where there are such."""
    times, last = pl.col("times_a_year"), pl.col("last_done_on")
    in_months = last.dt.offset_by(pl.format("{}mo", MONTHS // times))
    in_days = last + pl.duration(days=DAYS // times)
    return pl.when(times <= MONTHS).then(in_months).otherwise(in_days)


def how_often_text(row: Row) -> str:
    """How often, in the words of whoever said so, and who that was."""
    asked = row["said_by"] == Voice.INSPECTORATE
    return f"“{row['time_stated']}”, {'as asked for' if asked else 'as promised'}"


def next_text(row: Row) -> str:
    """When it is due next, and how late that is; or that nobody can say."""
    if row["next_due_on"] is None:
        return "not known: say it when you record a time" if row["times_done"] else "not known"
    late = f", {counted(row['days_overdue'], 'day')} late" if row["days_overdue"] else ""
    return f"{day_text(row['next_due_on'])}{late}"
