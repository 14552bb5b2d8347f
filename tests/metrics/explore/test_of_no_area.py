"""Figures never cover victims whose area is not recorded, nor say that there are none."""

import pytest

from metrics.explore.run_query import run_query
from metrics.explore.valid_query import settle
from tests.crowded_stores import sources_of
from tests.oracles_exploring import coverage_of
from tests.victim_builders import summary_of

NOBODY = {"told": {"told in time": 0}}


@pytest.mark.parametrize("measure", ["notices", "told_in_time", "days_to_tell"])
@pytest.mark.parametrize("by", [None, "told"])
def test_that_no_case_lacks_its_area_is_not_said(measure, by):
    areas = [{"Devon": {"told": {"told in time": 40}}}]
    summary = summary_of(NOBODY, NOBODY, NOBODY, NOBODY, areas=areas)
    asked = {"measure": measure, "by": by, "area": "not recorded"}
    query = settle(asked, coverage_of(summary, ["Devon", "not recorded"])).query

    assert {cell.is_withheld for cell in run_query(query, sources_of(summary))} == {True}
