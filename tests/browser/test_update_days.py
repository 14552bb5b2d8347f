"""Days typed into the forms of Update: what is stored is what the box shows."""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.store import open_store
from data_access.vocabulary import MeetingKind
from tests.browser.looking import opened, settled
from tests.sentences import NAME_OF_ENTRY
from ui.forms import FORMS

BY = "OPCC policy officer"
# Every inspection of a demonstration that owes an answer has one.
ABOUT_NOTHING = {"no-response"}
SUBJECT = "[class*=st-key-subject]"
PARTS = "[role=spinbutton]"


@pytest.mark.slow
def test_a_day_typed_far_ahead_is_refused_beside_every_box_of_every_form(
    planted_app, planted_store, wide
):
    planned = schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=date(2022, 3, 30))
    writes.record(open_store(planted_store), planned, by=BY, at=datetime.now(UTC))
    before = tables_of(planted_store)
    for record in [each for each in FORMS if each not in ABOUT_NOTHING]:
        form = form_of(wide, planted_app, record)
        boxes = form.get_by_test_id("stDateInput")
        for box in boxes.all():
            type_day(box, "28022202")
        check(form)
        expect(form.locator(".stMarkdownColoredText")).to_have_count(boxes.count())
        assert {shown(box) for box in boxes.all()} == {"28/02/2202"}, record
    assert tables_of(planted_store) == before


def test_the_day_that_a_box_shows_is_the_day_that_is_stored(planted_app, planted_store, wide):
    before = tables_of(planted_store)["meeting"]
    form = form_of(wide, planted_app, "meeting")
    box = form.get_by_test_id("stDateInput")
    choose(form.get_by_label("Which meeting"), "Accountability board")
    form.get_by_label(NAME_OF_ENTRY).fill(BY)
    for day, reason in [
        ("01032022", "This is after today, 28 February 2022."),
        ("15072021", "The first inspection was published on 16/07/2021; this is before it."),
    ]:
        type_day(box, day)
        check(form)
        expect(form.locator(".stMarkdownColoredText")).to_have_text(reason)

    type_day(box, "11102021")
    check(form)
    expect(form.get_by_text("Held on: 11 October 2021")).to_be_visible()
    clear(box)
    assert shown(box) == "11/10/2021"
    form.get_by_role("button", name="Save").click()
    expect(wide.get_by_text("The meeting is recorded")).to_be_visible()
    assert [row for row in tables_of(planted_store)["meeting"] if row not in before] == [
        ("board-2021-10-11", date(2021, 10, 11))
    ]


def tables_of(store):
    """What the store holds of meetings, and of every write to it."""
    tables = read_snapshot(open_store(store)).tables
    return {
        "meeting": tables["meeting"].select("ref", "held_on").rows(),
        "audit_event": tables["audit_event"].rows(),
    }


def form_of(page, url, record):
    """The form, after the first choice in each box that asks what it is about."""
    opened(page, f"{url}/update?record={record}")
    form, asked = page.locator(".stForm"), page.locator(SUBJECT)
    for place in range(3):
        expect(form.or_(asked.nth(place)).first).to_be_visible()
        if form.count():
            break
        choose(asked.nth(place).get_by_role("combobox"))
    return form


def choose(box, option=""):
    box.click()
    box.page.get_by_role("option", name=option).first.click()
    settled(box.page)


def type_day(box, digits):
    """Type a day as a person does, from its first place on, and leave the box by the keyboard."""
    box.locator(PARTS).first.focus()
    box.page.keyboard.type(digits)
    leave(box)


def clear(box):
    for part in box.locator(PARTS).all():
        part.focus()
        for _ in range(len(part.inner_text())):
            box.page.keyboard.press("Backspace")
    leave(box)


def leave(box):
    for _ in range(2):
        box.page.keyboard.press("Tab")


def shown(box):
    return "/".join(box.locator(PARTS).all_inner_texts())


def check(form):
    form.get_by_role("button", name="Review").click()
    settled(form.page)
