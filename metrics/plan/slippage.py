"""Slippage: dates later than first agreed, by how much, how often, why and by whom."""

from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import State
from metrics.cases.aggregation import count_where
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.text_format import counted, day_text, measured

IS_DATED = pl.col("due_on").is_not_null() & pl.col("state").ne_missing(
    State.NOT_TAKEN_FORWARD.value
)

IS_LATE = pl.col("days_overdue").is_not_null()
MOST_LINES = 8
DATES_KEY = "Hollow: first agreed; filled: now; dashed: this day."


class FirstDates(NamedTuple):
    """Numbers of dated actions that are on their first date, later than it, or earlier.

    ``median_days``: the median number of calendar days by which the later ones are later; null
    where there are none.
    """

    dated: int
    on_first: int
    later: int
    earlier: int
    median_days: float | None


@memoize
def on_first_date(actions: pl.DataFrame) -> FirstDates:
    """Dated actions by their first agreed date; complete ones are counted too.

    ``actions``: as ``deadlines.with_time_state`` gives them. Nulls: an action with no date is not
    dated. Source: ``actions_on_first_date``.
    """
    later = pl.when(IS_DATED).then("days_later")
    counts = actions.select(
        dated=count_where(IS_DATED),
        on_first=count_where(later == 0),
        later=count_where(later > 0),
        earlier=count_where(later < 0),
        median_days=later.filter(later > 0).median(),
    )
    return FirstDates(**counts.row(0, named=True))


@memoize
def later_text(actions: pl.DataFrame) -> str:
    """A sentence on how many dated actions are later than first agreed, and by how much.

    Units: the median is in calendar days, over those that are later.
    """
    dated, _, later, _, median_days = on_first_date(actions)
    if not dated:
        return "No action has a date."
    is_are = "is" if later == 1 else "are"
    sentence = f"{later} of {counted(dated, 'dated action')} {is_are} later than first agreed"
    by_how_much = "" if median_days is None else f", median {measured(median_days, 'day')}"
    return f"{sentence}{by_how_much}."


def date_lines(actions: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Rows of the chart of dates: open actions that are late, or later than first agreed.

    Late ones come first, the longest first, then those moved furthest; at most ``MOST_LINES``.
    Shape: name, first_agreed_on, due_on, is_late, said (how late, or how far moved), from_on and
    to_on (the ends of the axis, of which at most half is future), as_at.
    """
    lines = (
        actions.filter("is_open", IS_DATED, IS_LATE | (pl.col("days_later") > 0))
        .sort("days_overdue", "days_later", "id", descending=[True, True, False], nulls_last=True)
        .head(MOST_LINES)
    )
    late, later = lines["days_overdue"].to_list(), lines["days_later"].to_list()
    said = [_how_late(*each) for each in zip(late, later, strict=True)]
    days = [as_at, *lines["first_agreed_on"], *lines["due_on"]]
    first, last = min(days), max(days)
    # A quarter more, for the words to the left of the first mark, and to the right of a late one.
    begins = min(first - (last - first) / 4, as_at - (last - as_at))
    ends = max(last, as_at + (as_at - begins) / 4)
    return lines.select(
        pl.format("{} {}", "ref", "title").alias("name"),
        "first_agreed_on",
        "due_on",
        is_late=IS_LATE,
        said=pl.Series(said, dtype=pl.String),
        from_on=begins,
        to_on=ends,
        as_at=as_at,
    )


def _how_late(late: int | None, later: int) -> str:
    if not late:
        return f"moved by {counted(later, 'day')}"
    since_first = f", {late + later} in all" if later else ""
    return f"{counted(late, 'day')} late{since_first}"


def ref_of_line(name: str) -> str:
    """The ref of the action with a ``name`` of ``date_lines``."""
    return name.split(" ", 1)[0]


@memoize
def date_lines_text(lines: pl.DataFrame) -> str:
    """The text alternative of the chart of ``date_lines``."""
    each = [
        f"{name}, {day_text(first)} to {day_text(due)}, {said}"
        for name, first, due, said in lines.select(
            "name", "first_agreed_on", "due_on", "said"
        ).iter_rows()
    ]
    dates = "; ".join(each)
    return f"First agreed, and now: {dates}." if dates else "No open action is late or moved."


def changes_text(changes: pl.DataFrame) -> str:
    """A sentence on how many dates were changed, for how many actions, and how many too late."""
    if changes.is_empty():
        return "No agreed date has been changed."
    late = int(changes["after_passed"].sum())
    was = "was" if changes.height == 1 else "were"
    actions = counted(changes["action"].n_unique(), "action")
    return (
        f"{counted(changes.height, 'date')} {was} changed, of {actions}: "
        f"{changes.height - late} with notice, {late} after the date had passed."
    )


def notice_text(row: Row) -> str:
    """Whether a date was changed in time; ``row``: as ``deadlines.date_changes`` gives them."""
    return "after the old date had passed" if row["after_passed"] else "with notice"
