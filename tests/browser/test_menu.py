"""The menu of pages: by a press, by keys, on a telephone, and in another tab."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import axe, opened, settled

SECTIONS = ["Joint work", "Victims", "Explore", "Office"]


@pytest.fixture(scope="module")
def url(app_for):
    return app_for("demonstration").url


def menu_of(page):
    return page.get_by_role("navigation", name="Pages")


def is_page(page, title):
    expect(page).to_have_title(f"{title} - RaSSO Oversight")
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    settled(page)


def test_a_press_leads_to_a_page_of_a_section_and_back_leads_from_it(url, wide):
    page = opened(wide, f"{url}/joint-action-plan?show=overdue")
    menu = menu_of(page)
    expect(menu.get_by_role("button")).to_have_text(SECTIONS)
    expect(menu.locator("[aria-current=page]")).to_have_text("Joint action plan")

    menu.get_by_role("button", name="Office").click()
    menu.get_by_role("link", name="Words used here").click()
    is_page(page, "Words used here")
    expect(page).to_have_url(f"{url}/words")
    menu.get_by_role("link", name="Briefing").click()
    expect(page).to_have_title("Briefing - RaSSO Oversight")
    settled(page)
    expect(menu.locator("[aria-current=page]")).to_have_text("Briefing")

    page.go_back()
    is_page(page, "Words used here")
    page.go_back()
    expect(menu.locator("[aria-current=page]")).to_have_text("Joint action plan")
    expect(page).to_have_url(re.compile(r"/joint-action-plan\?.*show=overdue"))


def test_keys_open_a_section_close_it_and_lead_to_a_page(url, wide):
    page = opened(wide, url)
    menu = menu_of(page)
    section = menu.get_by_role("button", name="Victims")
    section.focus()
    page.keyboard.press("Enter")
    expect(section).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Victim communication")).to_be_focused()
    page.keyboard.press("Escape")
    expect(section).to_be_focused()
    expect(section).to_have_attribute("aria-expanded", "false")
    expect(menu.get_by_role("link", name="Victim communication")).to_have_count(0)

    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    is_page(page, "When support ends")


def test_one_section_is_open_at_a_time_until_a_reader_turns_to_something_else(url, wide):
    page = opened(wide, url)
    menu = menu_of(page)
    opened_sections = menu.locator("[aria-expanded=true]")
    for name in ("Explore", "Office"):
        menu.get_by_role("button", name=name).click()
        expect(opened_sections).to_have_text(name)
    page.get_by_role("heading", level=1).click()
    expect(opened_sections).to_have_count(0)

    menu.get_by_role("button", name="Office").click()
    menu.get_by_role("button", name="Office").click()
    expect(opened_sections).to_have_count(0)

    menu.get_by_role("button", name="Explore").click()
    page.get_by_role("textbox", name="As at another day").focus()
    expect(opened_sections).to_have_count(0)


def test_one_button_opens_all_of_it_where_there_is_no_room(url, narrow):
    page = opened(narrow, f"{url}/find")
    menu = menu_of(page)
    expect(menu.get_by_role("link")).to_have_count(0)
    menu.get_by_role("button", name="Menu").click()
    expect(menu.locator("[aria-current=page]")).to_have_text("Find")
    for section in SECTIONS:
        expect(menu.get_by_text(section, exact=True).first).to_be_visible()
    assert axe(page, ".menu") == []

    menu.get_by_role("link", name="Escalations").click()
    is_page(page, "Escalations")
    expect(menu.get_by_role("link")).to_have_count(0)


def test_a_page_of_the_menu_opens_in_another_tab(url, wide):
    page = opened(wide, url)
    with page.context.expect_page() as another:
        menu_of(page).get_by_role("link", name="Recommendations").click(modifiers=["Control"])
    other = another.value
    expect(other).to_have_title("Recommendations - RaSSO Oversight")
    expect(page).to_have_title("Briefing - RaSSO Oversight")
    other.close()
