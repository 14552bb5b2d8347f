"""Explore as a reader has it before them: its links, its keys, and what a screen reader is told."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.filling import choose
from tests.browser.looking import assert_accessible, opened, settled
from tests.browser.test_openers import DOES_NOT_FIT, FOUR_TIMES
from tests.explorer_states import sample_state
from tests.often import rounds

# Those of every sample without a browser: tests/pages/test_explore_walk.py.
STATES = rounds(50, 1)
LABELS = "marks => marks.map(mark => mark.getAttribute('aria-label'))"
FOCUSED = """() => {
    const on = document.activeElement;
    const label = on.getAttribute('aria-label') || on.labels?.[0]?.firstChild.textContent;
    return label || (on.tagName === 'MAIN' ? '' : on.innerText);
}"""
MOST_TABS = 80
SEEN = {
    "a trend": "measure=told_in_time&by=period",
    "bars": "measure=case_plans_open&by=age",
    "groups": "measure=case_plans_open&by=age&by2=must_act",
    "lines": "measure=case_plans_open&by=period&by2=must_act&grain=quarter",
    "what is refused": "measure=told_in_time&by=outcome&area=Torbay&from=2021-02&chart=pie",
    "a choice that is not allowed": "measure=referrals&by=file_accepted&by2=return_reason",
    "nothing": "measure=referrals&by=period&grain=year&from=2021-12",
}
# Drawn of the same parts as others: seen in ``make thorough`` alone.
LIKE_OTHERS = ("bars", "lines", "nothing", "a choice that is not allowed")


def told(page):
    """The text of the page for a reader: the question, the headline, each table, each chart."""
    chart = page.get_by_test_id("stVegaLiteChart")
    if chart.count():
        expect(chart.locator("svg, canvas").first).to_be_visible()
    return (
        page.locator(".st-key-lead").all_inner_texts(),
        page.locator(".stMainBlockContainer h3").all_inner_texts(),
        page.locator(".stMainBlockContainer table").all_text_contents(),
        chart.locator("[aria-label]").evaluate_all(LABELS),
    )


def copied(page):
    """The address that *Copy link* gives."""
    page.get_by_role("button", name="Copy link").click()
    return page.get_by_test_id("stCode").inner_text().strip()


@pytest.mark.parametrize("seed", range(STATES))
def test_a_link_to_explore_opens_the_same_view_in_a_fresh_browser(app_for, wide, browser, seed):
    at = f"{app_for('demonstration').url}/explore?{urlencode(sample_state(seed))}"
    page = opened(wide, at)
    before, link = told(page), copied(page)

    with browser.new_context(viewport={"width": 1440, "height": 900}) as elsewhere:
        fresh = opened(elsewhere.new_page(), link)
        assert told(fresh) == before
        expect(fresh.get_by_test_id("stAlertContainer")).to_have_count(0)
        assert copied(fresh) == link
    assert len(before[0]) == 1


def test_a_kept_view_opens_as_it_was_kept_in_one_step_of_the_address(app_for, wide):
    elsewhere = "measure=told_in_time&by=area&chart=table&in=year-2019-04"
    page = opened(wide, f"{app_for('demonstration').url}/explore?{elsewhere}")
    lead, steps = page.locator(".st-key-lead"), page.evaluate("history.length")
    kept = page.get_by_role("link", name="Told in time, area by area")

    for _ in range(2):
        kept.click()
        expect(lead).to_contain_text("victims told in time, by area, April 2020 to March 2021")
        settled(page)
    assert parse_qs(urlsplit(page.url).query) == {
        "as_at": ["2022-02-28"],
        "measure": ["told_in_time"],
        "by": ["area"],
    }
    assert page.evaluate("history.length") == steps + 1
    before = told(page)
    page.reload()
    assert told(opened(page, page.url)) == before


def tab_to(page, name):
    """Goes on with the key Tab until what bears ``name`` has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if re.search(name, page.evaluate(FOCUSED)):
            return
    raise AssertionError(f"Nobody comes to {name} by the key Tab.")


def count(page, words):
    """Chooses what to count with the keys alone."""
    tab_to(page, "^What to count$")
    page.keyboard.type(words)
    expect(page.get_by_role("option", name=words)).to_be_visible()
    page.keyboard.press("Enter")
    settled(page)


def test_explore_is_asked_read_and_shared_by_the_keys_alone(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/explore")
    lead = page.locator(".st-key-lead")
    count(page, "Times that a victim")
    # The splits on offer appear only once the page has changed.
    expect(lead).to_contain_text("How many: times that a victim’s support ended")
    settled(page)
    tab_to(page, "^Split by$")
    page.keyboard.type("Stage")
    page.keyboard.press("Enter")

    expect(lead).to_contain_text("How many: times that a victim’s support ended, by stage")
    # What stands below the sentence comes after it.
    settled(page)
    tab_to(page, "About these figures")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Times by the day on which support ended.")).to_be_visible()
    settled(page)
    tab_to(page, "Copy link")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stCode")).to_contain_text("measure=support_ending&by=stage")


def test_a_ready_question_is_chosen_by_the_keys_alone(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/explore?measure=told_late&by=area")
    tab_to(page, "^Ready questions$")
    page.keyboard.type("piling up")
    expect(page.get_by_role("option", name="Are case action plans piling up?")).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.locator(".st-key-lead")).to_contain_text("at the end of each month")
    settled(page)
    assert parse_qs(urlsplit(page.url).query) == {
        "measure": ["case_plans_open"],
        "by": ["period"],
        "grain": ["month"],
    }


def test_why_a_choice_is_not_allowed_is_told_with_its_box_until_another_is_made(app_for, wide):
    at = f"{app_for('demonstration').url}/explore?{SEEN['a choice that is not allowed']}"
    page = opened(wide, at)
    box = page.get_by_role("combobox", name="And by")
    why = page.locator(".st-key-refused-by2").get_by_role("alert")
    expect(why).to_contain_text("“Why the file came back” cannot be shown")

    choose(box, "Period")
    expect(page.locator(".st-key-lead")).to_contain_text("by file accepted at first and quarter")
    expect(why).to_have_count(0)
    expect(page).to_have_url(re.compile("by2=period"))


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(each, marks=pytest.mark.thorough if each in LIKE_OTHERS else ())
        for each in SEEN
    ],
)
def test_explore_is_accessible_whatever_it_shows(app_for, narrow, state):
    at = f"{app_for('demonstration').url}/explore?{SEEN[state]}"
    page = opened(narrow, at)

    assert_accessible(page)
    page.set_viewport_size(FOUR_TIMES)
    opened(page, at)
    assert page.evaluate(DOES_NOT_FIT) == []
