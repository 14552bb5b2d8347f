"""From the arrival of an inspection of 14 parts to its published answer, and the plan after it."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import make_url

from data_access.store import open_store
from data_access.vocabulary import Voice
from tests import arriving_inspection as arriving
from tests.arriving_inspection import BY, REF
from tests.browser.filling import find
from tests.browser.looking import assert_accessible, opened, settled
from tests.data_access.contents import rows
from tests.serving import running_app, stand_on

PART = f"{REF}/4"


@pytest.fixture(scope="module")
def office(store_for, tmp_path_factory):
    """The app over an office's store into which the inspection came 35 days ago, and the store."""
    folder = tmp_path_factory.mktemp("answering")
    made = Path(make_url(store_for("starter")).database or "")
    url = f"sqlite:///{shutil.copy(made, folder / 'own.db')}"
    store = open_store(url)
    arriving.load(store)
    stand_on(store, arriving.DRAFTED_ON)
    with running_app(url, folder) as app:
        yield app.url, store


def save(page):
    page.get_by_label("Your name, as typed").last.fill(BY)
    page.get_by_role("button", name="Review").last.click()
    settled(page)
    page.get_by_role("button", name="Save").last.click()


def test_an_inspection_is_answered_from_its_arrival_to_the_plan_that_follows(office, wide):
    url, store = office
    page = opened(wide, f"{url}/answer")
    expect(page.get_by_role("heading", name="20 days left")).to_be_visible()
    expect(page.get_by_text("Nothing is drafted yet.").first).to_be_visible()
    assert_accessible(page)

    page = opened(page, f"{url}/answer?inspection={REF}&part={PART}&voice=force")
    find(page.get_by_label("Is it accepted?"), "Accepted", exact=True)
    page.get_by_label("The comment, as the answer will print it").fill("We shall write it anew.")
    page.get_by_label("The action in a few words").fill("Write the letter anew")
    find(page.get_by_label("Is it taken or proposed?"), "Proposed, planned", exact=True)
    page.get_by_label("Which role answers for it").fill("Detective superintendent")
    save(page)
    expect(page.get_by_text("Version 1 of 1")).to_be_visible()
    expect(
        page.get_by_text("What would be courteous: its date; its measure; its evidence")
    ).to_be_visible()
    assert_accessible(page)

    arriving.draft(store, but=(PART,))
    arriving.say(store, PART, Voice.OPCC)
    ids = {Voice(row["voice"]): row["id"] for row in rows(store, "draft_statement")}
    others = (Voice.CPS, Voice.OPCC)
    arriving.approve(store, *others, newest=ids)

    page = opened(page, f"{url}/answer?inspection={REF}&voice=force")
    page.get_by_label("Who approved it: a role or meeting").fill("Chief Constable")
    save(page)
    expect(page.get_by_text("The approval of the Chief Constable is recorded.")).to_be_visible()

    page = opened(page, f"{url}/answer?inspection={REF}")
    expect(page.get_by_text("3 courtesies missing")).to_be_visible()
    save(page)
    expect(page.get_by_text("The answer is published.")).to_be_visible()
    expect(page.get_by_text("not published")).to_have_count(0)

    page.get_by_role("link", name="The plan that follows").click()
    expect(page.get_by_role("heading", name="Joint action plan")).to_be_visible()
    page.get_by_text("actions, overdue first").click()
    # The name stands in a list to choose from as well, which is not seen.
    named = page.get_by_text(f"Rewrite the letter for {REF}/1").filter(visible=True)
    expect(named.first).to_be_visible()
    [typed] = [row for row in rows(store, "action") if row["title"] == "Write the letter anew"]
    assert (typed["quote"], typed["said_by"]) == ("We shall write it anew.", "force")
