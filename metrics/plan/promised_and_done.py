"""Actions promised by each day, by their first dates and by those agreed now, and those done."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import State
from metrics.memoize import memoize
from metrics.plan.slippage import IS_DATED
from metrics.text_format import capitalised, counted, day_text

# At most this many ends of periods are read out and named on the axis; else the periods are longer.
MOST_ENDS = 16
PERIOD_MONTHS = (1, 3, 12)
GIVEN_UP = State.NOT_TAKEN_FORWARD.value


class PromisedAndDone(NamedTuple):
    """Days in order, one for each dated action: first agreed, agreed now, and, if done, done on.

    ``undated``: how many actions have no date, and so no day in any of them. ``undated_done``: the
    days on which such actions were done.
    """

    first: list[date]
    now: list[date]
    done: list[date]
    undated: int
    undated_done: list[date]

    @property
    def days(self) -> list[date]:
        """The first and the last of all days."""
        every = [*self.first, *self.now, *self.done]
        return [min(every), max(every)]


class ByDay(NamedTuple):
    """Dated actions at a day: how many were due by it, at first and now, and how many were done."""

    first: int
    now: int
    done: int


@memoize
def promised_and_done(progress: pl.DataFrame) -> PromisedAndDone:
    """The days of every dated action that was not given up; complete ones are counted too.

    ``progress``: as ``deadlines.with_progress`` gives it.
    """
    done_on = pl.when(pl.col("state") == State.COMPLETE.value).then("closed_on")
    dated = progress.filter(IS_DATED).select("first_agreed_on", "due_on", done_on=done_on)
    first, now, done = (column.drop_nulls().sort().to_list() for column in dated)
    undated = progress.filter(pl.col("due_on").is_null(), pl.col("state").ne_missing(GIVEN_UP))
    undated_done = undated.select(done_on).to_series().drop_nulls().sort().to_list()
    return PromisedAndDone(first, now, done, undated.height, undated_done)


def by_day(promised: PromisedAndDone, day: date) -> ByDay:
    """The numbers of dated actions by ``day``, that day included."""
    return ByDay(*(bisect_right(days, day) for days in promised[:3]))


def period_ends(promised: PromisedAndDone) -> list[date]:
    """The last days of months, or of quarters or years where these are many, among the days."""
    first, last = promised.days
    for months in PERIOD_MONTHS:
        ends = list(_ends(first, last, months))
        if len(ends) <= MOST_ENDS:
            break
    return ends


def promised_heading(promised: PromisedAndDone, as_at: date) -> str:
    """The share of what was first promised by ``as_at`` that is done, as a heading."""
    first, _, done = by_day(promised, as_at)
    without_date = bisect_right(promised.undated_done, as_at)
    actions = counted(first, "action") if first else "no action"
    was = "were" if first > 1 else "was"
    of_these = f", {without_date} of them without a date" if without_date else ""
    return (
        f"Promised and done: {actions} {was} first due by {day_text(as_at)}, "
        f"{done + without_date} done{of_these}"
    )


def undated_text(promised: PromisedAndDone) -> str:
    """A sentence: which actions are not among the days."""
    drawn = f"Drawn: {counted(len(promised.now), 'action')} with a date"
    if not promised.undated:
        return f"{drawn}."
    have = "has" if promised.undated == 1 else "have"
    return f"{drawn}. {counted(promised.undated, 'other')} {have} none."


def promised_text(promised: PromisedAndDone, as_at: date) -> str:
    """The text alternative of the picture: the numbers by the end of each period."""
    sentences = []
    for end in period_ends(promised):
        first, now, done = by_day(promised, end)
        is_done = f", {done} done" if end <= as_at else ""
        sentences.append(
            f"by {day_text(end)}: {first} due as first agreed, {now} as agreed now{is_done}"
        )
    return f"{capitalised('; '.join(sentences))}." if sentences else ""


def _ends(first: date, last: date, months: int) -> Iterator[date]:
    """The last days of periods of so many months, counted from January, from ``first`` on."""
    month = first.year * 12 + (first.month - 1) // months * months + months
    while (end := date(month // 12, month % 12 + 1, 1) - timedelta(1)) <= last:
        if end >= first:
            yield end
        month += months
