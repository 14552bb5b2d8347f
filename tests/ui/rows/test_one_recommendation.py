"""The history of a recommendation says when as its sources do."""

import pytest

from metrics.recommendations.one_recommendation import one_recommendation
from tests.builders import day_state
from ui.rows.one_recommendation import history_rows


@pytest.mark.parametrize("dated", ["2022", "February 2022"])
def test_what_its_source_gives_as_a_year_or_a_month_is_said_so(dated):
    fact = {"recommendation": "R1", "dated": dated, "effective_on": "2022-02-25"}
    state = day_state(published_fact=[fact])
    rows = history_rows(state, one_recommendation(state, state.recommendations.row(0, named=True)))

    assert [row["Day"] for row in rows.to_dicts() if row["What"] == "Published"] == [dated]
