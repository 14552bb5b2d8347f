"""The acts that are timed in Chromium reach the boxes of our pages, and those of Streamlit."""

from datetime import date

import pytest
from playwright.sync_api import expect

from benchmarks.app_server import Site, running
from benchmarks.browser import CAPTION, INTERACTIONS, found_option, seconds_of, typed_day
from data_access.reads import read_snapshot
from data_access.store import open_store
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
def test_the_same_acts_choose_in_the_boxes_of_streamlit(page, store_for, tmp_path):
    plain = "benchmarks/twins/plain_app.py"
    with running(plain, store_for("demonstration"), tmp_path, PYTHONPATH=str(ROOT)) as app:
        page.goto(app.site.url)
        typed_day(page, date(2022, 1, 31))()
        expect(page.locator(CAPTION)).to_contain_text("As at 31 January 2022")
        lead = "Devon and Cornwall Police"
        found_option(page, lead, within="Lead")()
        expect(page.get_by_role("combobox", name="Lead")).to_have_value(lead)
