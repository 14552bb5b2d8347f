"""Journeys of people through the pages, from the first look to an entry that others see."""

import re

from playwright.sync_api import expect

from tests.browser.filling import choose, find
from tests.browser.looking import TELEPHONE, axe, opened, settled
from tests.sentences import (
    BEFORE_THE_FIRST,
    ESCALATION_RESOLVED,
    FORMAL_OR_SETTLED,
    LOOKS_LIKE_TELEPHONE,
    UPDATE_RECORDED,
)

SMALLEST_NUMBER_PX = 40
A4_PAGE = re.compile(rb"/Type\s*/Page\b")


def choose_action(page, ref):
    find(page.get_by_label("Which action?"), ref)
    expect(page.locator(".stForm").last).to_be_visible()
    return settled(page)


def record_note(page, note, name):
    page.get_by_label("In your words").fill(note)
    page.get_by_label("Your name, as typed").fill(name)
    check(page)


def check(page):
    page.get_by_role("button", name="Review").click()
    settled(page)


def save(page):
    page.get_by_role("button", name="Save").click()


def six_figures(page):
    page.get_by_text("The six figures, now and before").click()
    return settled(page)


def test_the_figures_of_the_briefing_are_large(app_for, wide):
    briefing = six_figures(opened(wide, app_for("demonstration").url))
    sizes = briefing.locator("[class*=st-key-figures-] strong").evaluate_all(
        "numbers => numbers.map(n => parseFloat(getComputedStyle(n).fontSize))"
    )
    assert len(sizes) == 6
    assert min(sizes) >= SMALLEST_NUMBER_PX


def test_the_briefing_prints_on_two_pages_and_nothing_is_cut(briefing):
    printed = briefing.pdf(format="A4", prefer_css_page_size=True, print_background=True)

    assert len(A4_PAGE.findall(printed)) == 2
    briefing.set_viewport_size({"width": 690, "height": 900})
    briefing.emulate_media(media="print")
    cut = briefing.locator(".rows").evaluate_all(
        "tables => tables.filter(t => t.scrollWidth > t.clientWidth + 1).length"
    )
    assert cut == 0


def test_a_figure_opens_to_its_meaning_accessibly_and_to_its_list(app_for, wide):
    page = six_figures(opened(wide, app_for("demonstration").url))

    page.get_by_role("button", name="overdue").click()
    about = page.get_by_test_id("stPopoverBody")
    expect(about).to_contain_text("3 of 35, as at 28 February 2022.")
    expect(about).to_contain_text("Due on the day is not overdue.")
    assert axe(page) == []
    about.get_by_role("link", name="Overdue actions").click()
    expect(page).to_have_url(re.compile("joint-action-plan.*show=overdue"))
    expect(page.get_by_role("heading", name="3 actions, overdue first")).to_be_visible()


def test_the_keyboard_stays_at_a_figure_that_it_opens_and_returns_to_it(app_for, wide):
    page = six_figures(opened(wide, app_for("demonstration").url))
    figure = page.get_by_role("button", name="no date agreed")
    figure.focus()
    for _ in range(2):
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stPopoverBody")).to_contain_text("12 of 57")
        expect(figure).to_be_focused()
        expect(figure).to_have_attribute("aria-expanded", "true")

        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
        expect(figure).to_be_focused()
        expect(figure).to_have_attribute("aria-expanded", "false")
        settled(page)


def test_a_copied_link_opens_the_same_view_in_a_fresh_browser(app_for, wide, browser):
    page = opened(wide, f"{app_for('demonstration').url}/recommendations?rec=6")
    page.get_by_role("button", name="Copy link").click()
    link = page.get_by_test_id("stCode").inner_text().strip()

    assert link.endswith("/recommendations?as_at=2022-02-28&inspection=rape-1&rec=6")
    with browser.new_context(viewport={"width": 1440, "height": 900}) as elsewhere:
        fresh = opened(elsewhere.new_page(), link)
        expect(fresh.get_by_role("heading", name="6. Review how victims")).to_be_visible()
        shown = fresh.locator(".stMainBlockContainer table").all_text_contents()
    assert shown == page.locator(".stMainBlockContainer table").all_text_contents()


def test_a_link_copied_on_one_day_keeps_that_day(app_for, wide):
    page = opened(wide, f"{app_for('starter').url}/?as_at=2021-10-01")
    page.get_by_role("button", name="Copy link").click()

    assert "as_at=2021-10-01" in page.get_by_test_id("stCode").inner_text()
    expect(page.get_by_text("As at 1 October 2021", exact=True)).to_be_visible()


def test_a_bad_link_says_what_was_refused_and_shows_the_newest(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/?as_at=1066-10-14&since=never")

    expect(page.get_by_test_id("stAlert")).to_contain_text(BEFORE_THE_FIRST)
    expect(page.get_by_test_id("stAlert")).to_contain_text(
        "“never” in the address cannot be chosen"
    )
    expect(page.get_by_text("As at 28 February 2022", exact=True)).to_be_visible()
    assert axe(page) == []


def test_a_row_becomes_a_block_with_its_headings_on_a_telephone(briefing):
    briefing.set_viewport_size(TELEPHONE)
    briefing.get_by_text("Dates of answers").click()

    cell = briefing.locator("#rows-clocks td").nth(1)
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Published: "'
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "inline-block"


def test_of_two_people_who_save_the_same_action_the_second_is_told_and_loses_nothing(
    planted_app, wide, context
):
    first, second = opened(wide, f"{planted_app}/update"), context.new_page()
    opened(second, f"{planted_app}/update")
    for page in (first, second):
        choose_action(page, "A13")
    record_note(first, "First to save.", "OPCC policy officer")
    expect(first.locator(".stForm").last).to_contain_text("You are about to save:")
    save(first)
    expect(first.get_by_text("The update of A13 is recorded.")).to_be_visible()

    record_note(second, "Second to save.", "RaSSO performance lead")
    told = second.locator(".stForm").get_by_test_id("stAlert")
    expect(told).to_contain_text("OPCC policy officer recorded something on it")
    expect(second.get_by_label("In your words")).to_have_value("Second to save.")
    check(second)
    save(second)
    expect(second.get_by_text("The update of A13 is recorded.")).to_be_visible()

    plan = opened(second, f"{planted_app}/joint-action-plan?action=A13")
    history = plan.locator("#rows-updates tbody tr")
    expect(history).to_have_count(5)
    expect(history.first).to_contain_text("Second to save.")
    expect(history.nth(1)).to_contain_text("First to save.")
    second.close()


def test_a_refused_entry_says_why_and_keeps_what_was_typed(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/update")
    choose_action(page, "A37")
    record_note(page, "Ring 01392 550123 about it.", "OPCC policy officer")

    expect(page.locator(".stForm").get_by_test_id("stAlert")).to_contain_text(LOOKS_LIKE_TELEPHONE)
    expect(page.get_by_label("In your words")).to_have_value("Ring 01392 550123 about it.")
    assert axe(page) == []


def signed(page):
    page.get_by_label("Your name, as typed").fill("RaSSO performance lead")
    check(page)
    save(page)


def test_a_changed_date_and_an_escalation_are_seen_wherever_they_count(planted_app, wide):
    page = opened(wide, f"{planted_app}/update")
    choose_action(page, "A37")
    page.get_by_label("New date", exact=True).fill("31/05/2022")
    choose(page.get_by_label("Why the date changes", exact=True), "Partner", exact=True)
    page.get_by_label("Who agreed the new date").fill("RaSSO performance meeting")
    signed(page)
    expect(page.get_by_text(UPDATE_RECORDED)).to_be_visible()

    page = opened(wide, f"{planted_app}/update?record=escalation")
    find(page.get_by_label("About which action?"), "A62")
    choose(
        page.get_by_label("To which level", exact=True),
        "1: the owner",
        exact=True,
    )
    choose(page.get_by_label(FORMAL_OR_SETTLED, exact=True), "Informal", exact=True)
    choose(page.get_by_label("Which side raised it", exact=True), "CPS", exact=True)
    page.get_by_label("Why", exact=True).fill("No report for the quarter")
    signed(page)
    expect(page.get_by_text("The escalation of A62 is recorded.")).to_be_visible()

    escalated = opened(wide, f"{planted_app}/escalations")
    escalated.get_by_text("Each escalation of a joint action").click()
    expect(escalated.get_by_role("cell", name="No report for the quarter")).to_be_visible()
    briefing = opened(wide, f"{planted_app}/")
    briefing.get_by_text("Everything since:").click()
    moved = briefing.get_by_text("was 14 February 2022, now 31 May 2022")
    expect(moved.last).to_be_visible()

    page = opened(wide, f"{planted_app}/update?record=resolution")
    choose(page.get_by_label("Which escalation"), "A62, level 1")
    choose(page.get_by_label("What came of it", exact=True), "Changed", exact=True)
    signed(page)
    expect(page.get_by_text(ESCALATION_RESOLVED)).to_be_visible()

    plan = opened(wide, f"{planted_app}/joint-action-plan?action=A37")
    history = plan.locator("#rows-updates tbody tr")
    expect(history.first).to_contain_text("31 May 2022")
    expect(history.nth(1)).to_contain_text("The draft takes in the consultation")
