"""Pages as choices, links, forms and people leave them: axe finds nothing in any of these states.

What can be opened on a page: ``test_openers.py``; what Explore shows: ``test_explore.py``.
Meetings, answers and files under way: the tests of their journeys.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import LARGE_SCREEN, NO_WIDER, TELEPHONE, axe, opened, settled
from tests.browser.test_openers import with_all_opened
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
    "rows that stand close, in few columns": "joint-action-plan?rows=dense&columns-actions=due",
    "one area": "escalations?area=Plymouth&period=all",
    "victims of one area": "victim-communication?area=Plymouth",
    "a past day": "victim-communication?as_at=2021-12-01",
    "a day before any response": "joint-action-plan?as_at=2021-07-16",
    "one meeting": "meetings?meeting=board-2022-01-26",
    "a meeting that was held, in Meeting mode": "meeting-mode?meeting=board-2022-01-26",
    "one word": "words?word=withheld",
    "a mark of a chart that was pressed": "explore?measure=told_in_time&by=period&area=Devon",
}
ROOM = {
    each.title: f"{each.url_path}?show=room" for each in pages.PAGES if not each.not_for_the_room
}
A_FORM = {kind: f"update?record={kind}" for kind in FORMS}
# Where few are counted, tables and charts are withheld in part or in full.
OF_FEW = [each for each in pages.PAGES if each.section in ("Joint work", "Victims")]
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
        "a trend of which all is withheld": "explore?measure=told_in_time&by=period",
        "closed boxes with names in them": (
            "explore?measure=past_point_actions&by2=before_after&with=Devon%3BPlymouth"
            "&day=2021-09-10&also=days_to_tell&as_at=2021-07-16"
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
