"""A meeting from its planning to approved minutes, recorded by two people at once."""

import re
from datetime import UTC, date, datetime

import polars as pl
import pytest
from playwright.sync_api import expect

from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.store import open_store
from data_access.vocabulary import MeetingKind
from tests.browser.conftest import page_of
from tests.browser.filling import A_DAY, choose, shown, type_day
from tests.browser.looking import assert_accessible, opened, settled, with_folds_opened
from tests.kept_stores import put_kept
from tests.sentences import NAME_OF_ENTRY
from tests.serving import running_app, stand_on

HELD_ON, NEXT_ON = date(2022, 3, 2), date(2022, 3, 16)
MEETING = f"performance-{HELD_ON}"
TITLE = "RaSSO performance meeting, planned for 2 March 2022"
RITA, OTTO = "Rita Recorder", "Otto Recorder"
NAME = "Your name, kept with each entry"
PLACE = "Its number on the agenda; empty to leave it where it falls"
CHANGED = "The agenda is changed."
LEAVE_OUT = "Reason for leaving it out (empty: it stays on the agenda)"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The app over a demonstration of its own, of which this test turns the days, and the store."""
    folder = tmp_path_factory.mktemp("meeting")
    url = put_kept("demonstration", folder / "own.db")
    with running_app(url, folder) as app:
        yield app.url, open_store(url)


@pytest.fixture
def second(browser):
    """A page of another browser."""
    context = browser.new_context(locale="en-GB")
    with page_of(context) as page:
        yield page
    context.close()


def named(page, url, by):
    opened(page, url)
    page.get_by_label(NAME).fill(by)
    page.get_by_label(NAME).press("Enter")
    # Keys move from item to item only where nothing is being typed.
    page.get_by_label(NAME).blur()
    return settled(page)


def table_of(store, name):
    return read_snapshot(store).tables[name]


def saved(page, done):
    """Reviews and saves the one form of the page, and waits until it is confirmed."""
    page.get_by_label(NAME_OF_ENTRY).fill(RITA)
    settled(page).get_by_role("button", name="Review").click()
    expect(page.get_by_text("You are about to save")).to_be_visible()
    settled(page).get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(done)).to_be_visible()
    settled(page)


def planned(page, url):
    """Plans the meeting with the form that *Meetings* leads to."""
    opened(page, f"{url}/meetings").get_by_role("link", name="Plan a meeting").click()
    subject = page.get_by_role("combobox", name="Which meeting is planned?")
    expect(subject).to_be_visible()
    choose(subject, "RaSSO performance meeting")
    box = page.locator(f".stForm {A_DAY}")
    expect(box).to_be_visible()
    type_day(box, "02/03/2022")
    assert shown(box) == "02/03/2022"
    page.get_by_label("Who chairs it").fill("The Deputy Commissioner")
    saved(page, "The meeting is planned")


def unfolded(page, url, fold):
    opened(page, f"{url}/meetings").locator("summary").filter(has_text=fold).click()
    return settled(page)


def arranged(page, item, boxes):
    """Says something of an item of the agenda that is being changed; ``item``: as it is listed."""
    choose(page.get_by_role("combobox", name=f"Which item of it: {TITLE}?"), item)
    expect(page.get_by_text(CHANGED)).to_have_count(0)
    expect(page.get_by_label(PLACE)).to_be_visible()
    for label, said in boxes.items():
        page.get_by_label(label).fill(said)
    saved(page, CHANGED)


def agenda_made(page, url, store):
    """Adds an item, moves another and leaves a third out, and freezes what then stands there."""
    unfolded(page, url, "Change an agenda")
    choose(page.get_by_role("combobox", name="Whose agenda is changed?"), TITLE)
    new = {"What the item is": "The pilot", "Who speaks of it": "Treasurer"}
    arranged(page, "A new item", new | {"Minutes to spend on it": "10"})
    arranged(page, re.compile(r"^3\. "), {PLACE: "1"})
    arranged(page, re.compile(r"^5\. "), {LEAVE_OUT: "Not ready"})
    page.locator("summary").filter(has_text="The whole agenda").first.click()
    expect(page.get_by_role("heading", name="Left out: 1")).to_be_visible()
    moved, left_out = table_of(store, "agenda_entry")["item"].to_list()[1:]

    unfolded(page, url, "Freeze an agenda")
    choose(page.get_by_role("combobox", name="Whose agenda is frozen?"), TITLE)
    expect(page.get_by_text("stays as it is now")).to_be_visible()
    saved(page, "The agenda is frozen.")
    page.locator("summary").filter(has_text="The whole agenda").first.click()
    expect(page.get_by_text(f"Frozen on 28 February 2022 by {RITA}")).to_be_visible()
    items = table_of(store, "frozen_item")
    assert items["item"][0] == moved
    assert left_out not in items["item"].to_list()
    assert items.select("text", "speaker", "minutes").row(-1) == ("The pilot", "Treasurer", 10)
    return items


def heading(page):
    return page.get_by_role("heading", level=2).first.inner_text()


def next_item(page):
    """Goes on by the key of the next item."""
    before = heading(page)
    settled(page).keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=2, name=before, exact=True)).to_have_count(0)
    return settled(page)


def chosen(page, key, kind):
    """Begins an outcome by its key, and returns its form."""
    expect(page.get_by_role("button", name=kind).first).to_be_visible()
    settled(page).keyboard.press(key)
    return page.get_by_role("form", name=kind)


def filled(page, key, kind, boxes):
    form = chosen(page, key, kind)
    for label, said in boxes.items():
        form.get_by_label(label).fill(said)
    return form


def recorded(page, key, kind, boxes=None):
    form = filled(page, key, kind, boxes or {})
    page.keyboard.press("Control+Enter") if boxes else form.get_by_text("Save").click()
    confirmed(page, kind)


def confirmed(page, kind):
    expect(page.get_by_text(f"{kind} recorded.")).to_be_visible()
    settled(page)


def new_date(page):
    """Records a new date with its reason."""
    form = filled(page, "2", "New date", {"New date": "30/06/2022"})
    form.get_by_label("Why").select_option("Resourcing")
    form.get_by_label("In their words").fill("Two posts are empty")
    form.get_by_text("Save").click()
    confirmed(page, "New date")


def held_by_two(rita, otto, url, store):
    """Holds the meeting, both recording at once, until it is closed."""
    named(rita, f"{url}/meeting-mode", RITA)
    rita.get_by_role("button", name=f"Begin: {TITLE}").click()
    number = table_of(store, "frozen_item").height
    expect(rita.get_by_text(f"Item 1 of {number}")).to_be_visible()
    named(otto, f"{url}/meeting-mode?meeting={MEETING}", OTTO)
    # What earlier meetings wait for comes first; the first action is the first that has updates.
    for page in (rita, otto):
        while not page.get_by_role("button", name="Update").count():
            next_item(page)
    assert heading(otto) == heading(rita)

    recorded(rita, "1", "Update", {"What was said": "The supplier has answered"})
    form = filled(otto, "6", "Decision", {"What is decided": "The pilot goes on"})
    recorded(rita, "5", "Question", {"What is asked": "How many were trained"})
    otto.keyboard.press("Control+Enter")
    expect(otto.get_by_text("Rita Recorder recorded something of this item")).to_be_visible()
    expect(otto.get_by_text("How many were trained")).to_be_visible()
    expect(form.get_by_label("What is decided")).to_have_value("The pilot goes on")
    settled(otto).keyboard.press("Control+Enter")
    confirmed(otto, "Decision")
    new_date(otto)
    recorded(otto, "3", "New action", {"What is to be done": "Report on the pilot"})
    expect(otto.get_by_role("button", name="New action")).to_have_attribute("aria-pressed", "false")
    recorded(next_item(rita), "8", "No change")
    filled(otto, "6", "Decision", {"What is decided": "Typed too late"})
    assert_accessible(with_folds_opened(rita))
    rita.get_by_role("button", name="This meeting").click()
    rita.get_by_role("button", name="Close the meeting").click()
    expect(rita.get_by_text("This meeting is closed")).to_be_visible()
    otto.keyboard.press("Control+Enter")
    expect(otto.get_by_text("What is decided: Typed too late")).to_be_visible()


def minutes_edited(page, url):
    """Adds a line to the minutes, which have everything that was recorded."""
    opened(page, f"{url}/meetings?meeting={MEETING}").get_by_text("Edit or approve").click()
    minutes = page.get_by_label("The minutes, as text")
    expect(minutes).to_have_value(re.compile("Update: The supplier"))
    assembled = minutes.input_value()
    for said in (
        "How many were trained",
        "Decision: The pilot goes on",
        "o be done by 30 June 2022, reason: resourcing",
        "Two posts are empty",
        "Report on the pilot",
        "No change.",
    ):
        assert said in assembled
    minutes.fill(f"{assembled}\n\nThe meeting ended at noon.")
    minutes.press("Tab")
    name = settled(page).get_by_label("Your name, kept with the minutes")
    name.fill(RITA)
    name.press("Enter")
    settled(page).get_by_role("button", name="Save the text").click()
    expect(page.get_by_text(f"Last edited by {RITA}")).to_be_visible()
    settled(page)


def test_a_meeting_goes_from_its_plan_to_approved_minutes(office, wide, second):
    url, store = office
    planned(wide, url)
    items = agenda_made(wide, url, store)
    stand_on(store, HELD_ON)
    held_by_two(wide, second, url, store)
    stand_on(store, NEXT_ON)
    later = schemas.NewMeeting(kind=MeetingKind.PERFORMANCE, held_on=NEXT_ON)
    writes.record(store, later, by=RITA, at=datetime.now(UTC))
    minutes_edited(wide, url)
    wide.get_by_role("button", name="Approve this text").click()
    expect(wide.get_by_text("Approved at the meeting of 16 March 2022, and sealed")).to_be_visible()
    expect(wide.get_by_text("no longer the one that was sealed")).to_have_count(0)

    [approved] = table_of(store, "minutes_approval")["text"]
    assert approved.endswith("The meeting ended at noon.")
    columns = ("item", "kind", "recorded_by")
    outcomes = table_of(store, "meeting_outcome").select(columns).rows()
    refs = items["item"].to_list()
    place = next(place for place, ref in enumerate(refs) if ref.startswith("action "))
    first, second_item = refs[place : place + 2]
    assert outcomes == [
        (first, "update", RITA),
        (first, "question", RITA),
        (first, "decision", OTTO),
        (first, "new date", OTTO),
        (first, "new action", OTTO),
        (second_item, "no change", RITA),
    ]
    dated = table_of(store, "action_update").filter(
        pl.col("new_due_on") == date(2022, 6, 30), pl.col("recorded_by") == OTTO
    )
    assert dated.select("effective_on", "change_reason", "note").rows() == [
        (HELD_ON, "resourcing", "Two posts are empty")
    ]


def test_a_broken_connection_loses_nothing_that_was_typed(office, browser):
    """Streamlit's own line is cut while somebody types, and comes back by itself."""
    url, store = office
    earlier = schemas.NewMeeting(kind=MeetingKind.BOARD, held_on=date(2022, 2, 14))
    ref = writes.record(store, earlier, by=RITA, at=datetime.now(UTC))
    context = browser.new_context(locale="en-GB")
    lines = []

    def connect(line):
        lines.append(line)
        line.connect_to_server()

    context.route_web_socket("**/_stcore/stream", connect)
    page = context.new_page()
    opened(page, f"{url}/meeting-mode?meeting={ref}")
    box = chosen(page, "6", "Decision").get_by_label("What is decided")
    box.fill("Half a sentence")

    lines[-1].close()
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
    box.fill("Half a sentence, and the rest")
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(1)
    settled(page)

    expect(box).to_have_value("Half a sentence, and the rest")
    settled(page).reload()
    expect(settled(page).get_by_label("What is decided")).to_have_value(
        "Half a sentence, and the rest"
    )
    context.close()


def test_keys_go_into_the_form_that_is_open_whatever_has_the_focus(office, wide):
    url, store = office
    earlier = schemas.NewMeeting(kind=MeetingKind.BOARD, held_on=date(2022, 2, 15))
    ref = writes.record(store, earlier, by=RITA, at=datetime.now(UTC))
    page = named(wide, f"{url}/meeting-mode?meeting={ref}", RITA)
    said = "By 23 March the unit head sends 5 letters, not 9. Quite"
    before = heading(page)

    expect(page.get_by_role("button", name="Decision")).to_be_visible()
    page.keyboard.press("6")
    page.keyboard.type(said[:20])
    box = page.get_by_role("form", name="Decision").get_by_label("What is decided")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type(said[20:])

    expect(box).to_have_value(said)
    page.keyboard.press("Escape")
    expect(page.get_by_text("You have typed something that is not recorded.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_have_value(said)
    page.keyboard.press("Control+Enter")
    confirmed(page, "Decision")
    assert table_of(store, "decision")["text"].to_list()[-1] == said
    assert heading(page) == before
    recorded = table_of(store, "meeting_outcome").filter(meeting=ref)
    assert recorded["kind"].to_list() == ["decision"]


def box_of(thing):
    box = thing.bounding_box()
    assert box
    return box


@pytest.mark.parametrize("screen", [(1280, 720), (1024, 768), (1920, 1080)])
def test_every_form_can_be_saved_without_scrolling(office, wide, screen):
    url, store = office
    ref = f"performance-{date(2022, 1, 19)}"
    if ref not in table_of(store, "meeting")["ref"].to_list():
        earlier = schemas.NewMeeting(kind=MeetingKind.PERFORMANCE, held_on=date(2022, 1, 19))
        writes.record(store, earlier, by=RITA, at=datetime.now(UTC))
    width, height = screen
    wide.set_viewport_size({"width": width, "height": height})
    page = opened(wide, f"{url}/meeting-mode?meeting={ref}&item=action+A37")
    expect(page.get_by_role("button", name="Escalation")).to_be_visible()
    bar = box_of(page.locator(".st-key-item-navigation"))["y"]

    for key in "123456789":
        settled(page).keyboard.press(key)
        save = box_of(page.get_by_text("Save Ctrl+Enter"))
        assert save["y"] + save["height"] <= bar
        page.keyboard.press("Escape")
