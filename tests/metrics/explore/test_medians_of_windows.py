"""A median of several quarters says nothing of one that has too few for a median of its own."""

from metrics.explore.run_query import run_query
from metrics.explore.valid_query import settle
from tests.crowded_stores import sources_of
from tests.oracles_exploring import coverage_of
from tests.victim_stores import AUTUMN, SUMMER, decided, summary_of, tables_of


def median_of(summary, since, until):
    """The working days to tell from one month to another, and of how many victims."""
    asked = {"measure": "days_to_tell", "from": since, "to": until}
    [cell] = run_query(settle(asked, coverage_of(summary, [])).query, sources_of(summary))
    return None if cell.is_withheld else (cell.value, cell.of)


def summary_with(late_in_autumn):
    """Ten told in the summer, most within a day; in the autumn so many, late, and twenty not."""
    summer = decided("Devon", SUMMER, in_time=6, late=5)
    autumn = decided("Devon", AUTUMN, late=late_in_autumn, untold=20, first=101)
    return summary_of(tables_of(notice=[summer, autumn]), (SUMMER, AUTUMN))


def test_nine_in_one_quarter_are_in_no_median_of_several():
    summary = summary_with(late_in_autumn=9)

    assert median_of(summary, "2021-07", "2021-09") == (1.0, 11)
    assert median_of(summary, "2021-10", "2021-12") is None
    # Of 20, ten or more would have taken 20 days: five at most of the summer, five of the nine.
    assert median_of(summary, "2021-07", "2021-12") is None


def test_ten_in_each_quarter_have_a_median_of_both():
    summary = summary_with(late_in_autumn=10)

    assert median_of(summary, "2021-10", "2021-12") == (21.0, 10)
    assert median_of(summary, "2021-07", "2021-12") == (20.0, 21)
