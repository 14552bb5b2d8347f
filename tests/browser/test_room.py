"""The view for the room: read from its other end, and moved by keys."""

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.looking import NO_WIDER, axe, opened, settled

PROJECTORS = [ViewportSize(width=1024, height=768), ViewportSize(width=1920, height=1080)]
SMALL = ViewportSize(width=1280, height=720)
# The smallest type of what is seen, but for charts, which are enlarged whole.
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.stMain *')]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .filter(each => !each.closest('svg, .read-out'))
  .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
  .map(each => parseFloat(getComputedStyle(each).fontSize)))"""


# Nothing is to be scrolled: neither the page, nor a table in it.
SEEN_WHOLE = """() => [...document.querySelectorAll('.stMain, .stMain .rows')].every(each =>
  each.scrollHeight <= each.clientHeight + 1 && each.scrollWidth <= each.clientWidth)"""

# Whether the finding, and the number in it, are as large as a room needs; none of the questions.
HEIGHTS = """() => [['.finding h2', 40], ['.finding h2 strong', 96]].flatMap(([what, least]) =>
  [...document.querySelectorAll(what)].filter(each => each.checkVisibility())
    .map(each => parseFloat(getComputedStyle(each).fontSize) >= least))"""
IS_ANOTHER = """([place, title]) => document.querySelector('h1')?.innerText
  && (document.querySelector('h1').innerText !== title
    || document.querySelector('.st-key-room')?.innerText !== place)"""
MOST_PICTURES = 12
PAGES_IN_THE_ROOM = (
    "Recommendations",
    "Joint action plan",
    "Case action plans",
    "Escalations",
    "Victim communication",
    "Victims’ Right to Review",
    "When victims no longer support a case",
    "Protected characteristics",
)


@pytest.mark.parametrize("screen", PROJECTORS, ids=lambda screen: str(screen["width"]))
def test_keys_go_from_picture_to_picture_and_back_to_the_page_in_type_for_a_room(
    app_for, wide, screen
):
    wide.set_viewport_size(screen)
    at = f"{app_for('demonstration').url}/"
    page = opened(wide, f"{at}?as_at=2022-02-01&show=room")
    place = page.locator(".st-key-room")
    expect(place).to_contain_text("1 of")

    for key, number in (("PageDown", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("PageUp", 1)):
        page.keyboard.press(key)
        expect(place).to_contain_text(f"{number} of")
        assert axe(settled(page)) == []
        assert page.evaluate(SMALLEST) >= 28
        page.wait_for_function(NO_WIDER)
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.get_by_text("OFFICIAL-SENSITIVE")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Another day")).to_have_value("01/02/2022")
    expect(page).to_have_url(f"{at}?as_at=2022-02-01")


@pytest.mark.parametrize("screen", [*PROJECTORS, SMALL], ids=lambda screen: str(screen["width"]))
def test_from_the_briefing_to_victims_few_pictures_are_seen_whole_with_a_number_for_the_room(
    app_for, wide, screen
):
    wide.set_viewport_size(screen)
    page, shown = opened(wide, f"{app_for('demonstration').url}/?show=room"), []
    while (title := settled(page).locator("h1").inner_text()) != "Meetings":
        page.wait_for_function(SEEN_WHOLE)
        heights = page.evaluate(HEIGHTS)
        assert heights in ([], [True, True]), (title, heights)
        shown.append(title)
        assert len(shown) <= MOST_PICTURES
        before = page.locator(".st-key-room").inner_text(), title
        page.keyboard.press("PageDown")
        page.wait_for_function(IS_ANOTHER, arg=list(before))

    assert shown == [*["Rape inspection, phase one"] * 4, *PAGES_IN_THE_ROOM]


def test_the_way_in_stands_at_the_top_and_the_last_picture_leads_to_the_next_page(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/escalations")
    page.get_by_role("link", name="Show for the room").click()
    expect(page).to_have_url(re.compile("show=room"))

    expect(page.locator(".st-key-room")).to_contain_text("1 of 1")
    settled(page).keyboard.press("PageDown")
    expect(page.get_by_role("heading", level=1, name="Victim communication")).to_be_visible()
    expect(page.locator(".st-key-room")).to_contain_text("1 of")
