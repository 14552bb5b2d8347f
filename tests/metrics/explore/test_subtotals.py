"""A subtotal says what Explore says when it is asked for it, and no more."""

from datetime import date

import pytest

from metrics.explore.query import Cell
from metrics.explore.run_query import Sources
from metrics.explore.subtotals import subtotals
from metrics.periods import Period
from tests.metrics.explore.questions import asked_of
from tests.metrics.explore.test_people_query import not_read

MONTH = Period(date(2022, 1, 1), date(2022, 1, 31))
NO_SOURCES = Sources(None, not_read, not_read)


def count(area, age, number):
    return Cell(MONTH, area, (age,), None, None, number)


def test_work_in_cases_is_added_up_by_row_by_column_and_in_all():
    query = asked_of(measure="case_plans_open", by="age", by2="area")
    cells = [count(area, age, 2.0) for area in ("Cornwall", "Devon") for age in ("young", "old")]

    found = subtotals(query, cells, NO_SOURCES)
    assert {place: cell.value for place, cell in found.items()} == {
        ("young", None): 4.0,
        ("old", None): 4.0,
        (None, "Cornwall"): 4.0,
        (None, "Devon"): 4.0,
        (None, None): 8.0,
    }


def test_a_share_of_all_is_met_of_all_and_no_mean_of_shares():
    query = asked_of(measure="files_accepted", by="area")
    cells = [Cell(MONTH, "Devon", (), 1, 2, 0.5), Cell(MONTH, "Plymouth", (), 9, 10, 0.9)]

    assert subtotals(query, cells, NO_SOURCES)[None,][3:6] == (10, 12, 10 / 12)


@pytest.mark.parametrize(
    "asked",
    [
        {"measure": "case_plans_open", "by": "period"},
        {"measure": "days_with_cps", "by": "area"},
        {"measure": "referrals"},
    ],
)
def test_days_and_medians_of_areas_come_to_nothing_together(asked):
    query = asked_of(**asked)

    assert subtotals(query, [Cell(MONTH, None, (), None, 3, 2.0)], NO_SOURCES) == {}


# Several measures
