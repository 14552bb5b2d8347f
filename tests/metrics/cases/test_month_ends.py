import pytest

from metrics.cases.month_ends import (
    closed_by,
    closed_months_text,
    last_closed,
    last_closed_text,
    month_end,
    month_ends_to_close,
    months_up_to,
    next_month_end,
)
from metrics.periods import Period
from tests.builders import day_of, frame
from tests.sentences import MONTH_END, NO_MONTH_END, NONE_CLOSED
from tests.tally_builders import tally_tables

NOTHING = tally_tables()
ONE_REPORT = tally_tables(investigation=[{"reported_on": "2021-07-16"}])


def closed(*ends):
    return frame("closed_month", *({"month_end": end} for end in ends))


def test_a_month_end_counts_from_its_own_day_on_the_oldest_first():
    months = closed("2021-08-31", "2021-06-30", "2021-07-31")

    ends = {
        day: closed_by(months, day_of(day))["month_end"].to_list()
        for day in ("2021-06-29", "2021-07-30", "2021-07-31")
    }
    assert ends == {
        "2021-06-29": [],
        "2021-07-30": [day_of("2021-06-30")],
        "2021-07-31": [day_of("2021-06-30"), day_of("2021-07-31")],
    }


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((), NO_MONTH_END),
        (
            ("2021-06-30",),
            "1 month-end closed, 30 June 2021. Case figures go back to a closed month-end, never "
            "to a day between two of them: the difference could give one case away.",
        ),
        (
            ("2021-06-30", "2021-07-31"),
            "2 month-ends closed, from 30 June 2021 to 31 July 2021. Case figures go back to a "
            "closed month-end, never to a day between two of them: the difference could give one "
            "case away.",
        ),
    ],
)
def test_how_far_figures_may_be_shown_is_said(ends, words):
    assert closed_months_text(closed(*ends)) == words


@pytest.mark.parametrize(
    ("ends", "reported", "day", "following"),
    [
        ((), None, "2022-02-28", None),
        ((), "2021-07-16", "2021-07-31", None),
        ((), "2021-07-16", "2021-08-01", "2021-07-31"),
        (("2021-07-31",), "2021-07-16", "2021-08-31", None),
        (("2021-07-31",), "2021-07-16", "2021-09-01", "2021-08-31"),
        (("2021-12-31", "2022-01-31"), "2021-07-16", "2022-03-01", "2022-02-28"),
        (("2021-12-31",), None, "2022-02-01", "2022-01-31"),
    ],
)
def test_the_next_month_end_may_be_closed_once_it_has_passed(ends, reported, day, following):
    expected = day_of(following) if following else None
    first = day_of(reported) if reported else None

    assert next_month_end(closed(*ends), first, day_of(day)) == expected


def test_every_month_end_that_has_passed_may_be_closed():
    reported = day_of("2021-11-16")

    def ends_on(day, *ends):
        return month_ends_to_close(closed(*ends), reported, day_of(day))

    november, december, january = map(day_of, ("2021-11-30", "2021-12-31", "2022-01-31"))
    assert ends_on("2021-11-30") == []
    assert ends_on("2022-02-01") == [november, december, january]
    assert ends_on("2022-01-31", "2021-11-30") == [december]
    assert ends_on("2022-02-01", "2022-01-31") == []


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2021-07-01", "2021-07-31"),
        ("2021-07-31", "2021-07-31"),
        ("2021-12-05", "2021-12-31"),
        ("2020-02-29", "2020-02-29"),
        ("2021-02-01", "2021-02-28"),
    ],
)
def test_the_last_day_of_a_month_is_found_from_any_day_of_it(day, last):
    assert month_end(day_of(day)) == day_of(last)


def test_case_figures_are_as_at_the_last_closed_month_end():
    months = closed("2021-06-30", "2021-07-31")

    assert [
        last_closed(months, day_of(day)) for day in ("2021-06-29", "2021-07-30", "2022-01-01")
    ] == [None, day_of("2021-06-30"), day_of("2021-07-31")]


def test_which_day_case_figures_are_as_at_is_said():
    assert last_closed_text(day_of("2022-01-31")) == (MONTH_END)
    assert last_closed_text(None) == (NONE_CLOSED)


@pytest.mark.parametrize(
    ("last", "months", "first"),
    [
        ("2022-01-31", 1, "2022-01-01"),
        ("2022-01-31", 3, "2021-11-01"),
        ("2022-01-31", 12, "2021-02-01"),
        ("2021-12-31", 12, "2021-01-01"),
        ("2022-01-31", None, "2021-07-16"),
        ("2021-06-30", None, "2021-06-01"),
    ],
)
def test_so_many_whole_months_lead_up_to_a_month_end_or_all_there_are(last, months, first):
    found = months_up_to(day_of(last), months, ONE_REPORT)

    assert found == Period(day_of(first), day_of(last))


def test_in_an_empty_store_all_months_are_the_last_one():
    assert months_up_to(day_of("2022-01-31"), None, NOTHING).first == day_of("2022-01-01")
