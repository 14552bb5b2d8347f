"""A series of meetings proposes its next day, and avoids bank holidays."""

from datetime import UTC, date, datetime
from itertools import islice, pairwise

import pytest

from data_access.vocabulary import Nth, Weekday
from metrics.meetings.meeting_dates import next_in_series, next_of_series, series_text
from tests.builders import frame
from tests.slow_calendar import is_working_day

FROM = date(2022, 1, 5)
RECORDED = {"recorded_at": datetime(2022, 2, 1, tzinfo=UTC), "recorded_by": "Secretary"}


def every(number, unit, nth=None, weekday=None, first=FROM):
    return {
        "ref": "K1",
        "every": number,
        "unit": unit,
        "nth": nth,
        "weekday": weekday,
        "series_from": first,
    }


def days_after(day, kind):
    while following := next_in_series(kind, day):
        yield (day := following)


@pytest.mark.parametrize(
    ("kind", "after", "day", "words"),
    [
        (
            every(4, "weeks"),
            date(2022, 2, 2),
            date(2022, 3, 2),
            "every 4 weeks on Wednesday, from 5 January 2022",
        ),
        (
            every(4, "weeks"),
            date(2021, 6, 1),
            FROM,
            "every 4 weeks on Wednesday, from 5 January 2022",
        ),
        (
            every(1, "months", "last", "Thursday"),
            date(2022, 2, 23),
            date(2022, 2, 24),
            "the last Thursday of every month, from January 2022",
        ),
        (
            every(3, "months", "second", "Tuesday"),
            date(2022, 1, 11),
            date(2022, 4, 12),
            "the second Tuesday of every 3 months, from January 2022",
        ),
        # 2 May 2022 was the early May bank holiday; 27 December 2021 and the day after it, too.
        (
            every(1, "months", "first", "Monday"),
            date(2022, 5, 1),
            date(2022, 5, 3),
            "the first Monday of every month, from January 2022",
        ),
        (
            every(1, "months", "first", "Monday"),
            date(2022, 5, 2),
            date(2022, 5, 3),
            "the first Monday of every month, from January 2022",
        ),
        (
            every(1, "weeks", first=date(2021, 12, 20)),
            date(2021, 12, 20),
            date(2021, 12, 29),
            "every week on Monday, from 20 December 2021",
        ),
    ],
)
def test_the_next_day_of_a_series_is_after_the_day_given_and_no_bank_holiday(
    kind, after, day, words
):
    assert next_in_series(kind, after) == day
    assert series_text(kind) == words


def test_a_kind_without_a_series_proposes_no_day():
    assert next_in_series(every(None, None), FROM) is None
    assert series_text(every(None, None)) == ""


@pytest.mark.parametrize("nth", list(Nth))
def test_each_meeting_of_a_monthly_series_is_on_its_weekday_or_after_a_holiday(nth):
    kind = every(1, "months", nth, Weekday.FRIDAY)
    days = [*islice(days_after(date(2022, 1, 31), kind), 39)]

    assert len(days) == 39
    assert [day for day in days if not is_working_day(day)] == []
    # A month has four or five of a weekday, and Easter moves one by four days.
    apart = {(later - earlier).days for earlier, later in pairwise(days)}
    assert apart <= {*range(24, 40)}


def test_the_next_of_a_kind_is_after_the_last_that_was_held_or_planned():
    kind = every(4, "weeks") | {"ref": "accountability board"}
    planned = {"held_on": None, "planned_on": date(2022, 3, 2), **RECORDED}
    other = {"kind": "RaSSO performance meeting", "held_on": date(2022, 4, 1)}
    meetings = frame("meeting", {"held_on": date(2022, 2, 2)}, planned, other)

    assert next_of_series(kind, meetings, date(2022, 2, 28)) == date(2022, 3, 30)
    assert next_of_series(kind, meetings.clear(), date(2022, 2, 28)) == date(2022, 3, 2)


def test_a_meeting_of_today_is_the_next_until_it_was_held():
    kind = every(4, "weeks") | {"ref": "accountability board"}
    today = date(2022, 3, 2)

    assert next_of_series(kind, frame("meeting"), today) == today
    assert next_of_series(kind, frame("meeting", {"held_on": today}), today) == date(2022, 3, 30)
