from datetime import date

import polars as pl

from metrics.victims.reporting_periods import quarters_to_show, years_to_show
from tests.victim_stores import COUNTED_AT, SUMMER

MONTHS = pl.DataFrame(
    {"month_end": [date(2021, month, day) for month, day in ((9, 30), (10, 31), (11, 30))]}
)


def test_a_quarter_is_shown_once_the_month_after_it_is_closed():
    assert quarters_to_show(MONTHS, date(2021, 10, 30)) == []
    assert quarters_to_show(MONTHS, date(2021, 10, 31)) == [(SUMMER, date(2021, 10, 31))]
    assert quarters_to_show(MONTHS, date(2022, 2, 28)) == [(SUMMER, date(2021, 10, 31))]


def test_a_quarter_whose_next_month_was_never_closed_is_not_shown():
    assert quarters_to_show(MONTHS.filter(pl.col("month_end") != date(2021, 10, 31)), SUMMER) == []


def test_a_year_is_shown_once_all_four_of_its_quarters_are():
    year = [(first, at) for first, at in COUNTED_AT.items()]
    before = [(date(2021, 1, 1), date(2021, 4, 30))]

    assert years_to_show(year[:3]) == []
    assert years_to_show(before + year) == [(*before, *year[:3]), tuple(year)]
    assert years_to_show(year[:1] + year[2:]) == []
