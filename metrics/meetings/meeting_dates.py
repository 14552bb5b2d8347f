"""Meetings: their kinds and series, those held and planned, and the last board."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

import polars as pl

from data_access.vocabulary import MeetingKind, Nth, Unit, Weekday
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.periods import bank_holidays
from metrics.text_format import capitalised, day_text

if TYPE_CHECKING:
    from metrics.day_state import DayState


@memoize
def kind_titles(kinds: pl.DataFrame) -> dict[str, str]:
    """The current title of each kind of meeting, by its ref, in the order of the list."""
    return dict(kinds.select("ref", "title").iter_rows())


@memoize
def boards(kinds: pl.DataFrame) -> frozenset[str]:
    """The refs of the kinds that are boards."""
    return frozenset(kinds.filter("is_board")["ref"])


@memoize
def kinds_in_use(kinds: pl.DataFrame, day: date) -> dict[str, str]:
    """The title of each kind of which a meeting can be planned from ``day`` on, by its ref."""
    in_use = pl.col("retired_on").is_null() | (pl.col("retired_on") >= day)
    return kind_titles(kinds.filter(in_use))


def meeting_title(kinds: pl.DataFrame, kind: str, day: date) -> str:
    """A meeting by its kind and its day: "Accountability board, 26 January 2022"."""
    return f"{capitalised(kind_titles(kinds)[kind])}, {day_text(day)}"


@memoize
def is_board(day_state: "DayState", kind: str) -> bool:
    """Whether meetings of ``kind`` are boards."""
    return kind in boards(day_state.tables["meeting_kind"])


def in_a_sentence(kinds: pl.DataFrame, kind: str) -> str:
    """A kind as a sentence calls it: the accountability board is "the board"."""
    return "board" if kind == MeetingKind.BOARD else kind_titles(kinds)[kind]


A_DAY, A_WEEK = timedelta(1), 7
MONTHS_A_YEAR = 12
WEEKDAYS = {day.value: place for place, day in enumerate(Weekday)}
NTH = {nth.value: place for place, nth in enumerate(Nth)}
SATURDAY = 5
# No series lasts longer than this many meetings.
MOST = 5000


def next_in_series(kind: Row, after: date) -> date | None:
    """The first day of a kind's series after ``after``; null where it has no series.

    A meeting that would fall on a bank holiday of England is on the next working day. ``kind``: a
    row of ``meeting_kind``.
    """
    if kind["every"] is None:
        return None
    days = map(_not_on_a_holiday, _days(kind))
    return next((day for day, _ in zip(days, range(MOST), strict=False) if day > after), None)


def series_text(kind: Row) -> str:
    """A kind's series in words: "every 4 weeks, on Wednesday, from 5 January 2022"; empty for none.

    A series of months names the weekday: "the last Thursday of every 3 months, from June 2022".
    """
    if kind["every"] is None:
        return ""
    first: date = kind["series_from"]
    often = f"every {kind['every']} {kind['unit']}"
    if kind["every"] == 1:
        often = f"every {kind['unit'].removesuffix('s')}"
    if kind["unit"] == Unit.WEEKS:
        return f"{often} on {[*Weekday][first.weekday()]}, from {day_text(first)}"
    return f"the {kind['nth']} {kind['weekday']} of {often}, from {first:%B %Y}"


def _days(kind: Row) -> Iterator[date]:
    """Each day of a series, from its first on."""
    first: date = kind["series_from"]
    if kind["unit"] == Unit.WEEKS:
        yield from (first + timedelta(A_WEEK * kind["every"]) * number for number in count())
    for number in count():
        months = first.month - 1 + kind["every"] * number
        year, month = first.year + months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1
        day = _weekday_of_month(year, month, NTH[kind["nth"]], WEEKDAYS[kind["weekday"]])
        if day >= first:
            yield day


def _weekday_of_month(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth weekday of a month, the first being 0; its last for one beyond the fourth."""
    if nth == NTH[Nth.LAST]:
        last = date(year, month, monthrange(year, month)[1])
        return last - A_DAY * ((last.weekday() - weekday) % A_WEEK)
    first = date(year, month, 1)
    return first + A_DAY * ((weekday - first.weekday()) % A_WEEK + A_WEEK * nth)


def _not_on_a_holiday(day: date) -> date:
    """The day, or the working day after it where it is a bank holiday in the week."""
    holidays = bank_holidays()
    if day not in holidays or day.weekday() >= SATURDAY:
        return day
    while day in holidays or day.weekday() >= SATURDAY:
        day += A_DAY
    return day


@memoize
def meetings_before(meetings: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Meetings held before ``as_at``, newest first; changes can be counted from each."""
    return meetings.filter(pl.col("held_on") < as_at).sort("held_on", "id", descending=True)


@memoize
def planned_meetings(meetings: pl.DataFrame, as_at: date, today: date) -> pl.DataFrame:
    """Meetings that were planned by ``as_at`` and not held by then, the nearest first.

    ``meetings``: every row of the table, for the table as at a day has only those held. Rows
    recorded after ``today`` are in a store of a past day, and kept.
    """
    is_held = (pl.col("held_on") <= as_at).fill_null(value=False)
    recorded_since = pl.col("recorded_at").dt.date().is_between(as_at, today, closed="right")
    return meetings.filter(pl.col("planned_on").is_not_null(), ~recorded_since, ~is_held).sort(
        "planned_on", "id"
    )


def next_of_series(kind: Row, meetings: pl.DataFrame, today: date) -> date | None:
    """The day of a kind's series from ``today`` on, after its last meeting held or planned.

    Nulls: null where it has no series.
    """
    days = meetings.filter(pl.col("kind") == kind["ref"]).select(
        pl.coalesce("held_on", "planned_on")
    )
    yesterday = today - timedelta(1)
    return next_in_series(kind, max([yesterday, *days.to_series().drop_nulls()]))


@memoize
def board_days(
    meetings: pl.DataFrame, kinds: pl.DataFrame, as_at: date, today: date
) -> tuple[date, ...]:
    """The days of boards, oldest first: held by ``as_at``, or planned from then on.

    ``meetings``: as for ``planned_meetings``.
    """
    of_boards = boards(kinds)
    held = meetings.select("kind", "held_on").rows()
    days = {day for kind, day in held if kind in of_boards and day and day <= as_at}
    # Most stores have none planned, and asking takes longer than all the rest.
    if meetings["planned_on"].null_count() < meetings.height:
        planned = planned_meetings(meetings, as_at, today).select("kind", "planned_on").rows()
        days |= {day for kind, day in planned if kind in of_boards and day >= as_at}
    return tuple(sorted(days))


@memoize
def last_board(meetings: pl.DataFrame, kinds: pl.DataFrame, as_at: date) -> date | None:
    """The day of the newest board before ``as_at``; null before the first."""
    return next(iter(last_boards(meetings, kinds, as_at, 1)), None)


@memoize
def last_boards(meetings: pl.DataFrame, kinds: pl.DataFrame, as_at: date, most: int) -> list[date]:
    """The days of the newest boards before ``as_at``, at most ``most``, the newest first."""
    held = meetings_before(meetings, as_at).filter(pl.col("kind").is_in(boards(kinds)))
    return held["held_on"].unique(maintain_order=True).head(most).to_list()
