"""Pages as choices, links, forms and people leave them: axe finds nothing in any of these states.

What can be opened on a page: ``test_openers.py``; what Explore shows: ``test_explore.py``.
Meetings, answers and files under way: the tests of their journeys.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import FilePayload, Page, expect

from data_access import schemas, writes
from data_access.store import open_store
from data_access.vocabulary import MeetingKind
from tests.browser.filling import choose
from tests.browser.looking import (
    LARGE_SCREEN,
    NO_WIDER,
    OPENED,
    TELEPHONE,
    axe,
    opened,
    settled,
)
from tests.browser.test_catch_up import GRID, press, tab_to, type_cell
from tests.browser.test_openers import with_all_opened
from tests.kept_stores import copied
from tests.sentences import NAME_OF_CATCH_UP, NO_NAME
from tests.serving import ROOT, running_app
from ui import pages
from ui.forms import FORMS

NOWHERE = "area=Nowhere&period=9&action=A0&rec=0&meeting=none&word=none&org=none&record=none"
CHOSEN = {
    "a figure that was pressed": "joint-action-plan?show=overdue",
    "the history of an action": "joint-action-plan?action=A2",
    "the history of what was said once": "joint-action-plan?action=A24",
    "one organisation": "?org=force&since=2021-11-24",
    "one recommendation": "recommendations?rec=3",
    "who was asked, and accepted": "recommendations?of=cps&response=accepted",
    "one area": "escalations?area=Plymouth&period=all",
    "victims of one area": "victim-communication?area=Plymouth",
    "a past day": "victim-communication?as_at=2021-12-01",
    "a day before any response": "joint-action-plan?as_at=2021-07-16",
    "one meeting": "meetings?meeting=board-2022-01-26",
    "a meeting that was held, in Meeting mode": "meeting-mode?meeting=board-2022-01-26",
    "one word": "about-the-data?word=release",
    "a mark of a chart that was pressed": "explore?measure=told_in_time&by=period&area=Devon",
}
ROOM = {
    each.title: f"{each.url_path}?show=room" for each in pages.PAGES if not each.not_for_the_room
}
A_FORM = {kind: f"update?record={kind}" for kind in FORMS}
# Where few are counted, tables are shown by year or not at all.
OF_FEW = [each for each in pages.PAGES if each.section in ("Cases", "Victims")]
# By store and kind. An office that has just begun has nothing to choose from.
STATES = {
    ("demonstration", "chosen"): CHOSEN,
    ("demonstration", "from a bad link"): {
        each.title: f"{each.url_path}?{NOWHERE}" for each in pages.PAGES
    },
    ("demonstration", "for the room"): ROOM,
    ("demonstration", "a form"): A_FORM,
    ("small", "all opened"): {
        **{each.title: each.url_path for each in OF_FEW},
        "a trend with too few for a share": "explore?measure=told_in_time&by=period",
        "closed boxes with names in them": (
            "explore?measure=past_point_actions&by2=area&as_at=2021-07-16"
        ),
    },
    ("small", "for the room"): {each.title: ROOM[each.title] for each in OF_FEW},
    ("starter", "all opened"): {each.title: each.url_path for each in pages.PAGES},
    ("starter", "for the room"): ROOM,
    ("starter", "a form"): A_FORM,
    ("small", "a form"): A_FORM,
    ("empty", "all opened"): {each.title: each.url_path for each in pages.PAGES},
}


# Drawn of the same parts as in other states: seen in ``make thorough`` alone.
LIKE_OTHERS = {("starter", "for the room"), ("small", "a form"), ("empty", "all opened")}


@pytest.mark.parametrize(
    ("store", "kind"),
    [
        pytest.param(*state, marks=pytest.mark.thorough if state in LIKE_OTHERS else ())
        for state in STATES
    ],
)
def test_page_is_accessible_in_every_state(app_for, wide, store, kind):
    # The type of the room is that of other pages on a telephone.
    wide.set_viewport_size(LARGE_SCREEN if store == "demonstration" else TELEPHONE)
    found = {}
    for state, address in STATES[store, kind].items():
        page = opened(wide, f"{app_for(store).url}/{address}")
        if kind == "all opened":
            with_all_opened(page)
        page.wait_for_function(NO_WIDER)
        found[state] = axe(page)
        # A form that is sent empty says what it lacks.
        review = page.get_by_role("button", name="Review")
        if kind == "a form" and review.count():
            review.first.click()
            expect(settled(page).get_by_test_id("stAlert").last).to_be_visible()
            found[f"{state}, refused"] = axe(page)
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_page_is_accessible_where_nothing_is_found(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/find")
    page.get_by_label("Words to look for").fill("xylophone")
    page.keyboard.press("Enter")

    expect(page.locator(".st-key-lead")).to_contain_text("Nothing holds all of these")
    assert axe(settled(page)) == []


# Refused entries on other pages than that of forms


def pressing(button: str, *, fold: str = "") -> Callable[[Page], None]:
    """Presses a button, within a fold that is opened first if one is named."""

    def act(page: Page) -> None:
        wanted = page.get_by_role("button", name=button, exact=True)
        if fold:
            open_fold(page, fold)
            expect(page.locator(f"{OPENED}:not([inert])").filter(has=wanted)).to_be_visible()
        # By key: what is still moving as a fold opens would miss a pointer.
        settled(page)
        wanted.press("Enter")

    return act


def open_fold(page: Page, words: str) -> None:
    page.locator("summary").filter(has_text=words).press("Enter")
    settled(page)


def putting_in(name: str, content: bytes) -> Callable[[Page], None]:
    """Puts a file into the box for files."""
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    return lambda page: page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([file])


def review_nothing(page: Page) -> None:
    page.get_by_label(NAME_OF_CATCH_UP).fill("The secretary")
    pressing("Review")(page)


def fill_a_cell_wrongly(page: Page) -> None:
    tab_to(page, GRID)
    press(page, "ArrowDown", *["ArrowRight"] * 4)
    type_cell(page, "xylophone", "Enter")
    press(page, "Escape")
    tab_to(page, NAME_OF_CATCH_UP)
    press(page, "Tab", "Enter")


def save_an_empty_decision(page: Page) -> None:
    page.get_by_role("button", name="Decision").press("Enter")
    page.get_by_text("Save Ctrl+Enter").press("Enter")


def end_by_nobody(page: Page) -> None:
    page.get_by_role("button", name="This meeting").press("Enter")
    pressing("Close the meeting")(page)


def left_empty(fold: str, which: str) -> Callable[[Page], None]:
    """Reviews the form of a fold, left empty, about the first that can be chosen in it."""

    def act(page: Page) -> None:
        open_fold(page, fold)
        choose(page.get_by_role("combobox", name=which))
        if fold == CHANGE:
            choose(page.get_by_role("combobox", name="Which item of it"), "A new item")
        # The forms of the folds above it have one too.
        page.get_by_role("button", name="Review", exact=True).last.press("Enter")

    return act


CLOSED_ON, PLANNED_FOR = date(2022, 2, 24), date(2022, 3, 16)
CHANGE, FREEZE = "Change an agenda", "Freeze an agenda"
ONE_DAY_FAULTS = b"Crime reference,Reported on\n" + b"77/0001/21,31/02/2021\n" * 12
# By page, one after the other: what is filled in wrongly, and the first words that are said of it.
REFUSED: dict[str, dict[str, tuple[Callable[[Page], None], str]]] = {
    "catch-up": {
        "nobody": (pressing("Review"), NO_NAME),
        "nothing": (review_nothing, "No row is filled in"),
        "a wrong word": (fill_a_cell_wrongly, "Nothing was recorded. 1 row to mend"),
        "no workbook": (putting_in("filled.xlsx", b"PK cut"), "Nothing was recorded. "),
    },
    "meeting-mode?meeting=board-2022-01-26": {
        "an empty decision": (save_an_empty_decision, "What is decided: write something."),
        "an end by nobody": (end_by_nobody, NO_NAME),
    },
    "meetings": {
        "an empty item": (left_empty(CHANGE, "Whose agenda is changed?"), "Say what the item is"),
        "frozen by nobody": (left_empty(FREEZE, "Whose agenda is frozen?"), NO_NAME),
    },
    f"meetings?meeting=board-{CLOSED_ON}": {
        "minutes by nobody": (
            pressing("Save the text", fold="Edit or approve the minutes"),
            NO_NAME,
        )
    },
    "data": {
        "no reason": (
            left_empty("Withdraw a release", "Period to withdraw"),
            "Why it is withdrawn: write something.",
        ),
        "no file": (pressing("Withdraw", fold="Withdraw files"), "Choose at least one file."),
        "a wrong file": (putting_in("July.csv", ONE_DAY_FAULTS), "13 faults: "),
        "another beside it": (putting_in("wrong.csv", b"Colour\nred\n"), "14 faults: "),
    },
}


@pytest.fixture(scope="module")
def small_office(
    store_for: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The app over a small force, with a meeting planned and one closed."""
    folder = tmp_path_factory.mktemp("small-office")
    url = copied(store_for("small"), folder / "own.db")
    for new in (
        schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=PLANNED_FOR),
        schemas.NewMeeting(kind=MeetingKind.BOARD, held_on=CLOSED_ON),
        schemas.MeetingClosed(meeting=f"board-{CLOSED_ON}"),
    ):
        writes.record(open_store(url), new, by="The secretary", at=datetime.now(UTC))
    # Whether there is a key decides which faults a file has; another test may have made one.
    settings = {"CASE_KEY_FILE": str(tmp_path_factory.mktemp("no-key") / "case.key")}
    with running_app(url, folder, ROOT, **settings) as app:
        yield app.url


@pytest.mark.parametrize("address", REFUSED)
def test_a_refused_entry_is_said_and_the_page_is_accessible_then(small_office, wide, address):
    wide.set_viewport_size(TELEPHONE)
    page = opened(wide, f"{small_office}/{address}")
    found = {}
    for what, (act, words) in REFUSED[address].items():
        act(page)
        said = page.get_by_role("alert").filter(has_text=words)
        expect(said).to_be_visible()
        settled(page).wait_for_function(NO_WIDER)
        found[what] = axe(page)
    assert {what: faults for what, faults in found.items() if faults} == {}
