"""Streamlit's own line is cut while somebody types, and comes back by itself: nothing is lost."""

import re
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import WebSocketRoute, expect

from data_access import schemas, writes
from data_access.store import open_store
from data_access.vocabulary import MeetingKind
from tests import arriving_inspection as arriving
from tests.browser.filling import choose
from tests.browser.looking import opened, settled
from tests.browser.test_catch_up import GRID, OPEN_CELL, press, tab_to, type_cell
from tests.kept_stores import put_kept
from tests.sentences import NAME_OF_CATCH_UP, NAME_OF_ENTRY
from tests.serving import running_app

BY = "OPCC policy officer"
PLANNED_FOR = date(2022, 3, 30)
REVIEWED = "You are about to save"
CONNECTED = "[data-test-connection-state=CONNECTED]"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The address of an app with a board that is planned and an answer to be drafted."""
    folder = tmp_path_factory.mktemp("line")
    url = put_kept("demonstration", folder / "own.db")
    store = open_store(url)
    arriving.load(store)
    planned = schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=PLANNED_FOR)
    writes.record(store, planned, by=BY, at=datetime.now(UTC))
    with running_app(url, folder) as app:
        yield app.url


@pytest.fixture
def line(browser):
    """A page, and what cuts its line for as long as a block lasts."""
    context = browser.new_context(locale="en-GB")
    lines: list[WebSocketRoute] = []
    is_cut: list[bool] = []

    def connect(new):
        if is_cut:
            new.close()
        else:
            lines.append(new)
            new.connect_to_server()

    @contextmanager
    def cut():
        is_cut.append(True)
        lines[-1].close()
        expect(page.locator(CONNECTED)).to_have_count(0)
        yield
        expect(page.locator(CONNECTED)).to_have_count(0)
        is_cut.clear()
        expect(page.locator(CONNECTED)).to_have_count(1)
        settled(page)

    context.route_web_socket("**/_stcore/stream", connect)
    page = context.new_page()
    yield page, cut
    context.close()


def test_what_is_typed_of_an_agenda_outlives_a_broken_connection(office, line):
    page, cut = line
    opened(page, f"{office}/meetings").locator("summary").filter(
        has_text="Change an agenda"
    ).click()
    choose(settled(page).get_by_role("combobox", name="Whose agenda is changed?"))
    choose(page.get_by_role("combobox", name="Which item of it"), "A new item")
    page.get_by_label("Who speaks of it").fill("Treasurer")
    item = page.get_by_label("What the item is")
    item.press_sequentially("Half an item")
    with cut():
        expect(item).to_be_disabled()

    expect(item).to_have_value("Half an item")
    item.press_sequentially(" and the rest")
    page.get_by_label(NAME_OF_ENTRY).fill(BY)
    page.get_by_role("button", name="Review").click()
    expect(page.get_by_text(REVIEWED)).to_be_visible()
    expect(page.get_by_text("What the item is: Half an item and the rest")).to_be_visible()
    expect(page.get_by_text("Who speaks of it: Treasurer")).to_be_visible()


def test_what_is_typed_of_an_answer_outlives_a_broken_connection(office, line):
    page, cut = line
    part = f"{arriving.REF}/4"
    opened(page, f"{office}/answer?inspection={arriving.REF}&part={part}&voice=force")
    page.get_by_label("The action in a few words").fill("Write the letter anew")
    comment = page.get_by_label("The comment, as the answer will print it")
    comment.press_sequentially("Half a comment")
    with cut():
        expect(comment).to_be_disabled()

    expect(comment).to_have_value("Half a comment")
    comment.press_sequentially(" and the rest")
    choose(page.get_by_label("Is it accepted?"), "Accepted", exact=True)
    page.get_by_label(NAME_OF_ENTRY).last.fill(BY)
    page.get_by_role("button", name="Review").last.click()
    expect(page.get_by_text("Half a comment and the rest").last).to_be_visible()
    expect(page.get_by_text(REVIEWED)).to_be_visible()


def test_what_is_typed_into_catch_up_outlives_a_broken_connection(office, line):
    page, cut = line
    opened(page, f"{office}/catch-up")
    expect(page.get_by_test_id(GRID)).to_have_count(2)
    tab_to(page, GRID)
    press(page, "ArrowDown", *["ArrowRight"] * 4)
    type_cell(page, "under", "Tab")
    type_cell(page, "14/12/2021", "Tab")
    press(page, "L")
    expect(page.locator(OPEN_CELL).first).to_be_focused()
    page.keyboard.type("etter of", delay=40)
    with cut():
        expect(page.get_by_label(NAME_OF_CATCH_UP)).to_be_disabled()

    expect(page.locator(OPEN_CELL).first).to_have_value("Letter of")
    page.keyboard.type(" the force", delay=40)
    press(page, "Enter", "Escape")
    page.get_by_label(NAME_OF_CATCH_UP).fill(BY)
    page.get_by_role("button", name="Review").click()

    expect(page.get_by_text("You are about to save, in 1 entry:")).to_be_visible()
    expect(page.get_by_text("under way; Source: Letter of the force.")).to_be_visible()


def test_nothing_is_chosen_while_the_line_is_away_and_all_can_be_once_it_is_back(office, line):
    page, cut = line
    box = opened(page, f"{office}/joint-action-plan").get_by_role("combobox", name="Show")
    day = page.get_by_role("textbox", name="Another day", exact=True)
    with cut():
        expect(box).to_be_disabled()
        expect(day).to_be_disabled()

    day.fill("3/2/2022")
    day.press("Enter")
    expect(page.get_by_text("As at 3 February 2022", exact=True)).to_be_visible()
    choose(settled(page).get_by_role("combobox", name="Show"), "Overdue")
    expect(page).to_have_url(re.compile(r"joint-action-plan\?as_at=2022-02-03&show=overdue$"))
