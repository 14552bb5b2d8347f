"""The view for the room: read from its other end, and moved by keys."""

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.looking import NO_WIDER, axe, opened, settled

PROJECTORS = [ViewportSize(width=1024, height=768), ViewportSize(width=1920, height=1080)]
# The smallest type of what is seen, but for charts, which are enlarged whole.
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.stMain *')]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .filter(each => !each.closest('svg, .read-out'))
  .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
  .map(each => parseFloat(getComputedStyle(each).fontSize)))"""


# Nothing is to be scrolled: neither the page, nor a table in it.
SEEN_WHOLE = """() => [...document.querySelectorAll('.stMain, .stMain .rows')].every(each =>
  each.scrollHeight <= each.clientHeight + 1 && each.scrollWidth <= each.clientWidth)"""


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


def test_pictures_with_many_words_around_them_are_seen_whole_on_a_small_projector(app_for, wide):
    wide.set_viewport_size(PROJECTORS[0])
    pictures = [
        ("escalations", 1),
        ("protected-characteristics", 1),
    ]
    for address, number in pictures:
        at = f"{app_for('demonstration').url}/{address}?show=room&picture={number}"
        page = opened(wide, at)
        expect(page.locator(".st-key-room")).to_contain_text(f"{number} of")
        page.wait_for_function(SEEN_WHOLE)


def test_the_way_in_stands_at_the_top_and_the_last_picture_leads_to_the_next_page(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/escalations")
    page.get_by_role("link", name="Show for the room").click()
    expect(page).to_have_url(re.compile("show=room"))

    expect(page.locator(".st-key-room")).to_contain_text("1 of 1")
    settled(page).keyboard.press("PageDown")
    expect(page.get_by_role("heading", level=1, name="Victim communication")).to_be_visible()
    expect(page.locator(".st-key-room")).to_contain_text("1 of")
