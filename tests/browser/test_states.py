"""Pages as choices, links, forms and people leave them: axe finds nothing in any of these states.

What can be opened on a page: ``test_openers.py``; what Explore shows: ``test_explore.py``.
Meetings, answers and files under way: the tests of their journeys.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import axe, opened, settled
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
STATES = {
    "chosen": CHOSEN,
    "from a bad link": {each.title: f"{each.url_path}?{NOWHERE}" for each in pages.PAGES},
    "for the room": {
        each.title: f"{each.url_path}?show=room"
        for each in pages.PAGES
        if not each.not_for_the_room
    },
    "a form": {kind: f"update?record={kind}" for kind in FORMS},
}


@pytest.mark.parametrize("kind", STATES)
def test_page_is_accessible_in_every_state(app_for, wide, kind):
    found = {}
    for state, address in STATES[kind].items():
        page = opened(wide, f"{app_for('demonstration').url}/{address}")
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
