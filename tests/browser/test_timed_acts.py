"""The acts that are timed in Chromium reach the boxes of our pages, and those of Streamlit."""

from datetime import timedelta

import pytest

from benchmarks.app_server import Site, running
from benchmarks.browser import INTERACTIONS, lines_to_press, seconds_of
from benchmarks.twins.speed import all_opened, area_step, day_step, lead_step, press_step
from benchmarks.twins.twin import PLAIN, twins_at
from data_access.reads import read_snapshot
from data_access.store import open_store
from metrics.day_state import day_state_on
from tests.serving import ROOT


@pytest.mark.slow
@pytest.mark.parametrize("name", INTERACTIONS)
def test_each_act_is_timed_until_the_page_shows_what_was_chosen(name, browser, app_for, store_for):
    _, acts = INTERACTIONS[name]
    interaction = acts(read_snapshot(open_store(store_for("demonstration"))), 2)

    taken = seconds_of(browser, Site(app_for("demonstration").url), interaction)

    assert len(taken) == 2
    assert all(seconds > 0 for seconds in taken)


@pytest.mark.slow
def test_each_act_is_timed_in_the_twin_of_plain_streamlit(browser, store_for, tmp_path):
    plain, store = "benchmarks/twins/plain_app.py", store_for("demonstration")
    snapshot = read_snapshot(open_store(store))
    day = snapshot.demonstration_as_at
    assert day
    before = day - timedelta(1)
    leads = day_state_on(before, snapshot.tables).actions["lead"].value_counts(sort=True)
    taken = []
    with running(plain, store, tmp_path, PYTHONPATH=str(ROOT)) as app:
        twin = next(each for each in twins_at("", app.site.url, ("", "")) if each.name == PLAIN)
        with all_opened(browser, [twin], "plan", day) as pages:
            for step in (
                press_step(*lines_to_press(snapshot)[0]),
                day_step(before),
                lead_step(*leads.row(0)),
            ):
                taken.append(step(twin, pages[twin]))
        with all_opened(browser, [twin], "cases", day) as pages:
            taken.append(area_step("Devon")(twin, pages[twin]))

    assert len(taken) == 4
    assert all(milliseconds > 0 for milliseconds in taken)
