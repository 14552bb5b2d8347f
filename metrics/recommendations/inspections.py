"""The time left for the answer to each inspection."""

from datetime import date

import polars as pl

from metrics.point_in_time import answered_on
from metrics.text_format import counted, day_text


def with_clock(inspections: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Each inspection with the state of its answer on ``as_at``, newest first.

    Adds ``answered_on`` (null: not yet), ``days_left`` (to the statutory date, else the stated one;
    negative once past; null when answered or without a date) and ``clock`` in words.
    ``inspections`` must already be as at that day.
    """
    due_on = pl.coalesce("response_due_computed_on", "response_due_stated_on")
    left = (due_on - pl.lit(as_at)).dt.total_days()
    clocked = inspections.with_columns(answered_on=answered_on()).with_columns(
        days_left=pl.when(pl.col("answered_on").is_null()).then(left)
    )
    clocks = [_clock_text(row) for row in clocked.iter_rows(named=True)]
    return clocked.with_columns(clock=pl.Series(clocks, dtype=pl.String)).sort(
        "published_on", descending=True, maintain_order=True
    )


def _clock_text(row: dict[str, date | int | str | None]) -> str:
    left = row["days_left"]
    if row["answered_on"]:
        responded_on = row["responded_on"]
        if isinstance(responded_on, date):
            return f"answered {day_text(responded_on)}"
        return "answered, date not stated"
    if not isinstance(left, int):
        return "no date for an answer"
    if left < 0:
        return f"no answer recorded, {counted(-left, 'day')} past the date"
    return "due today" if left == 0 else f"{counted(left, 'day')} left"
