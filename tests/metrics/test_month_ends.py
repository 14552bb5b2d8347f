import pytest

from metrics.month_ends import closed_by, month_end, months_in_words, next_month_end
from tests.builders import day_of, frame
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
        ((), "No month-end is closed, so no case figure can be shown."),
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
    assert months_in_words(closed(*ends)) == words


@pytest.mark.parametrize(
    ("ends", "tables", "day", "following"),
    [
        ((), NOTHING, "2022-02-28", None),
        ((), ONE_REPORT, "2021-07-31", None),
        ((), ONE_REPORT, "2021-08-01", "2021-07-31"),
        (("2021-07-31",), ONE_REPORT, "2021-08-31", None),
        (("2021-07-31",), ONE_REPORT, "2021-09-01", "2021-08-31"),
        (("2021-12-31", "2022-01-31"), ONE_REPORT, "2022-03-01", "2022-02-28"),
        (("2021-12-31",), NOTHING, "2022-02-01", "2022-01-31"),
    ],
)
def test_the_next_month_end_may_be_closed_once_it_has_passed(ends, tables, day, following):
    expected = day_of(following) if following else None

    assert next_month_end(closed(*ends), tables, day_of(day)) == expected


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
