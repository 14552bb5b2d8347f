"""A meeting from its planning to approved minutes, recorded by two people at once."""

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.store import open_store
from data_access.vocabulary import MeetingKind
from tests.browser.conftest import page_of
from tests.browser.looking import assert_accessible, opened, settled, with_folds_opened

EARLIER_ON, HELD_ON, NEXT_ON = date(2022, 2, 14), date(2022, 2, 21), date(2022, 2, 28)
EARLIER, MEETING = f"performance-{EARLIER_ON}", f"performance-{HELD_ON}"
RITA, OTTO = "Rita Recorder", "Otto Recorder"
NAME = "Your name, kept with each entry"


@pytest.fixture(scope="module")
def meeting(planted_store):
    """Two meetings that are under way, and the next performance meeting planned."""
    store, at = open_store(planted_store), datetime.now(UTC)
    for new in (
        schemas.NewMeeting(kind=MeetingKind.PERFORMANCE, held_on=EARLIER_ON),
        schemas.NewMeeting(kind=MeetingKind.PERFORMANCE, held_on=HELD_ON),
        schemas.NewPlannedMeeting(kind=MeetingKind.PERFORMANCE, planned_on=NEXT_ON),
    ):
        writes.record(store, new, by=RITA, at=at)
    return planted_store


@pytest.fixture
def second(browser):
    """A page of another browser."""
    context = browser.new_context(locale="en-GB")
    with page_of(context) as page:
        yield page
    context.close()


def at_item(page, app, by, item=None):
    which = f"&item={item}" if item else ""
    return named(page, f"{app}/meeting-mode?meeting={MEETING}{which}", by)


def named(page, url, by):
    opened(page, url)
    page.get_by_label(NAME).fill(by)
    page.get_by_label(NAME).press("Enter")
    # Keys move from item to item only where nothing is being typed.
    page.get_by_label(NAME).blur()
    return settled(page)


def first_action(page):
    """Goes on by the key of the next item until there is an action; returns its key."""
    update = page.get_by_role("button", name="Update")
    while not update.count():
        before = heading(page)
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("heading", level=2, name=before, exact=True)).to_have_count(0)
        settled(page)
    return dict(each.split("=") for each in page.url.split("?")[1].split("&"))["item"]


def heading(page):
    return page.get_by_role("heading", level=2).first.inner_text()


def chosen(page, key, kind):
    """Begins an outcome by its key, and waits until all of its line is there."""
    expect(page.get_by_role("button", name=kind).first).to_be_visible()
    settled(page).keyboard.press(key)
    expect(page.locator(".st-key-outcome-line").get_by_role("button", name="Save")).to_be_visible()
    settled(page)


def recorded(page, key, kind, boxes=None, save=True):
    chosen(page, key, kind)
    line = page.locator(".st-key-outcome-line")
    for label, said in (boxes or {}).items():
        line.get_by_label(label).first.fill(said)
    if save:
        page.keyboard.press("Control+Enter") if boxes else line.get_by_role("button").click()
        expect(page.get_by_text(f"{kind} recorded.")).to_be_visible()
        settled(page)


def test_a_meeting_goes_from_its_plan_to_approved_minutes(planted_app, meeting, wide, second):
    rita = at_item(wide, planted_app, RITA)
    item = first_action(rita)
    otto = at_item(second, planted_app, OTTO, item)
    assert heading(otto) == heading(rita)

    recorded(rita, "1", "Update", {"What was said": "The supplier has answered"})
    recorded(otto, "6", "Decision", {"What is decided": "The pilot goes on"}, save=False)
    recorded(rita, "5", "Question", {"What is asked": "How many were trained"})
    otto.keyboard.press("Control+Enter")
    expect(otto.get_by_text("Rita Recorder recorded something of this item")).to_be_visible()
    expect(otto.get_by_text("How many were trained")).to_be_visible()
    expect(otto.get_by_label("What is decided")).to_have_value("The pilot goes on")
    settled(otto).get_by_label("What is decided").press("Control+Enter")
    expect(otto.get_by_text("Decision recorded.")).to_be_visible()
    recorded(otto, "3", "New action", {"What is to be done": "Report on the pilot"})
    recorded(rita, "8", "No change")
    assert_accessible(with_folds_opened(rita))
    rita.set_viewport_size({"width": 1440, "height": 900})
    rita.get_by_role("button", name="Close it").click()
    expect(rita.get_by_text("This meeting is closed")).to_be_visible()

    named(rita, f"{planted_app}/meeting-mode", RITA)
    rita.get_by_role("button", name="Begin: RaSSO performance meeting").click()
    expect(rita.get_by_role("button", name="Not reached")).to_be_visible()

    opened(rita, f"{planted_app}/meetings?meeting={MEETING}")
    rita.get_by_text("Edit or approve the minutes").click()
    minutes = rita.get_by_label("The minutes, as text")
    expect(minutes).to_have_value(re.compile("Update: The supplier"))
    assembled = minutes.input_value()
    for line in ("Update: The supplier", "Question: ", "Decision: The pilot goes on", "No change."):
        assert line in assembled
    minutes.fill(f"{assembled}\n\nThe meeting ended at noon.")
    minutes.press("Tab")
    settled(rita).get_by_label("Your name, kept with the minutes").fill(RITA)
    rita.get_by_label("Your name, kept with the minutes").press("Enter")
    settled(rita)
    rita.get_by_role("button", name="Save the text").click()
    expect(rita.get_by_text(f"Last edited by {RITA}")).to_be_visible()
    settled(rita).get_by_role("button", name="Approve this text").click()
    expect(
        rita.get_by_text("Approved at the meeting of 28 February 2022, and sealed")
    ).to_be_visible()

    tables = read_snapshot(open_store(meeting)).tables
    approval = tables["minutes_approval"].row(0, named=True)
    assert approval["text"].endswith("The meeting ended at noon.")
    kinds = tables["meeting_outcome"]["kind"].to_list()
    assert sorted(kinds) == ["decision", "new action", "no change", "question", "update"]


def test_a_broken_connection_loses_nothing_that_was_typed(planted_app, meeting, browser):
    """Streamlit's own line is cut while somebody types, and comes back by itself."""
    del meeting
    context = browser.new_context(locale="en-GB")
    lines = []

    def connect(line):
        lines.append(line)
        line.connect_to_server()

    context.route_web_socket("**/_stcore/stream", connect)
    page = context.new_page()
    opened(page, f"{planted_app}/meeting-mode?meeting={EARLIER}")
    chosen(page, "6", "Decision")
    box = page.get_by_label("What is decided")
    box.fill("Half a sentence")

    lines[-1].close()
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
    box.fill("Half a sentence, and the rest")
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(1)
    settled(page)

    expect(box).to_have_value("Half a sentence, and the rest")
    context.close()
