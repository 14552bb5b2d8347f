"""Every mark that can be pressed: the press, its twin by keyboard, its link, and the way back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from charts.registry import PRESSES, Chart
from tests.browser.looking import opened, settled
from tests.browser.test_explore import tab_to, told
from ui.explore.explore_result import AS_A_LINK
from ui.page.url_state import UNTIL_TAKEN_SECONDS

# What is pressed lies below all else in a picture, in the order of what it stands for.
TO_PRESS = ".stVegaLiteChart svg .role-mark >> nth=0"
LEAD = ".st-key-lead"
LINKS, BOX = ".st-key-links-marks a", "History of"
OF_A_YEAR = "by=period&grain=year"
# Where each chart that can be pressed is seen.
SEEN_AT = {
    Chart.DATE_BARS: "joint-action-plan?as_at=2022-02-28",
    Chart.AREA_RANGES: "explore?measure=told_in_time&by=area",
    Chart.EXPLORED_BARS_OF_NUMBERS: "explore?as_at=2022-02-28&measure=case_plans_open&by=age",
    Chart.EXPLORED_BARS_OF_SHARES: f"explore?measure=told_in_time&{OF_A_YEAR}&chart=bar",
    Chart.EXPLORED_LINE_OF_NUMBERS: f"explore?measure=case_plans_open&{OF_A_YEAR}",
    Chart.EXPLORED_LINE_OF_SHARES: f"explore?measure=told_in_time&{OF_A_YEAR}&chart=line",
    Chart.EXPLORED_LINES_OF_NUMBERS: f"explore?measure=case_plans_open&{OF_A_YEAR}&by2=must_act",
    Chart.EXPLORED_LINES_OF_SHARES: "explore?measure=told_in_time&by=area&by2=period&grain=year",
}
HISTORY = ".st-key-section-action"


def text_of(page):
    """The text of a page for a reader: its answer, headings and tables, and each chart."""
    settled(page)
    for history in page.locator(HISTORY).all():
        expect(history.get_by_role("table").last).to_be_visible()
    return (*told(page), page.locator(HISTORY).all_inner_texts())


def given(page):
    return parse_qs(urlsplit(page.url).query)


def pressed(page, number):
    """``page`` after a press of the mouse on a mark, at its middle."""
    marks = page.locator(TO_PRESS).locator("path")
    expect(marks.nth(number)).to_be_attached()
    marks.nth(number).scroll_into_view_if_needed()
    before = page.url
    # What lies on a mark is pressed as well as the mark.
    marks.nth(number).click(force=True)
    page.wait_for_url(lambda url: url != before)
    return settled(page)


def chosen_by_keys(page, chart, name):
    """``page`` after the keyboard alone did what a press on the mark ``name`` does."""
    before = page.url
    if chart == Chart.DATE_BARS:
        tab_to(page, f"^{BOX}$")
        page.keyboard.type(name)
    else:
        tab_to(page, f"{AS_A_LINK}$")
        page.keyboard.press("Enter")
        expect(page.locator(LINKS).first).to_be_visible()
        settled(page)
        tab_to(page, f"^{re.escape(name)}$")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    return settled(page)


def name_of(page, chart, number):
    """What a mark stands for, as its twin names it."""
    if chart == Chart.DATE_BARS:
        return given(page)["action"][0]
    page.get_by_text(AS_A_LINK, exact=True).click()
    names = page.locator(LINKS)
    expect(names.first).to_be_visible()
    return names.nth(number).inner_text()


def test_every_chart_that_can_be_pressed_is_walked_through():
    assert {*SEEN_AT} == {*PRESSES}


@pytest.mark.parametrize("chart", sorted(PRESSES), ids=str)
def test_a_press_has_a_twin_by_keyboard_a_link_and_a_way_back(app_for, wide, chart):
    at = f"{app_for('demonstration').url}/{SEEN_AT[chart]}"
    # Of several lines, the first point of each stands for the same period.
    number = 0 if "_lines_" in chart else 1
    page = opened(wide, at)
    expect(page.locator(f".st-key-chart-{chart}")).to_be_visible()
    before = text_of(page)
    if chart != Chart.DATE_BARS:
        name = name_of(page, chart, number)
        page = opened(page, at)
    page = pressed(page, number)
    address, after = given(page), text_of(page)
    assert after != before
    leads, histories = after[0], len(after[-1])
    if chart == Chart.DATE_BARS:
        name = name_of(page, chart, number)

    # The way back, once the page knows that the browser has taken the address, and the link.
    page.wait_for_timeout(UNTIL_TAKEN_SECONDS * 1_000)
    page.go_back()
    expect(page.locator(LEAD)).to_have_text(before[0])
    expect(page.locator(HISTORY)).to_have_count(len(before[-1]))
    assert text_of(page) == before
    expect(page).to_have_url(at)
    page.go_forward()
    expect(page.locator(LEAD)).to_have_text(leads)
    expect(page.locator(HISTORY)).to_have_count(histories)
    fresh = opened(page, page.url)
    assert text_of(fresh) == after

    # The twin.
    page = chosen_by_keys(opened(page, at), chart, name)
    assert given(page) == address
    assert text_of(page) == after
