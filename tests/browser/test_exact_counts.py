"""Exact counts in a browser: accessible, on the screen alone, and in one tab."""

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.looking import (
    LARGE_SCREEN,
    assert_accessible,
    not_seen_by_keys,
    opened,
    settled,
    whole,
)

BANNER, ANSWER = ".st-key-exact-counts-banner", ".st-key-exact-counts-answer"
# A window of 1440 x 900, enlarged twice: the narrowest in which the banner stays in sight.
TWICE = ViewportSize(width=720, height=450)
SELECT_ALL = "() => (getSelection().selectAllChildren(document.body), String(getSelection()))"


@pytest.fixture
def data_url(exact_counts_app):
    """*Data* of an app that may show exact counts."""
    return f"{exact_counts_app}/data"


@pytest.fixture
def shown(data_url, wide):
    """*Data* with a table of exact counts on the screen."""
    page = opened(wide, data_url)
    page.get_by_label("Your name, as typed: it is kept with each look").fill("Data steward")
    page.get_by_label("Why you need to see them").fill("To check a file")
    page.get_by_role("button", name="Open exact counts").click()
    page.get_by_role("button", name="Show the exact counts").click()
    expect(page.locator(ANSWER).get_by_role("table")).to_be_visible()
    return settled(page)


def test_they_are_accessible_and_the_banner_stays_in_sight(shown):
    assert_accessible(shown)

    shown.locator(ANSWER).scroll_into_view_if_needed()
    expect(shown.locator(BANNER)).to_be_in_viewport()


@pytest.mark.parametrize("screen", [LARGE_SCREEN, TWICE])
def test_whatever_keys_come_to_lies_below_the_banner(shown, screen):
    shown.set_viewport_size(screen)
    assert not_seen_by_keys(settled(shown)) == []

    shown.set_viewport_size(LARGE_SCREEN)
    shown.get_by_role("link", name="Joint action plan").click()
    expect(shown).to_have_title("Joint action plan - RaSSO Oversight")
    whole(shown).set_viewport_size(screen)
    expect(shown.locator(BANNER)).to_be_visible()
    assert not_seen_by_keys(settled(shown)) == []


def test_they_are_on_the_screen_and_not_on_paper_in_a_selection_or_in_the_address(shown, data_url):
    table = shown.locator(ANSWER).get_by_role("table")
    assert shown.url == data_url
    assert shown.locator(ANSWER).get_by_test_id("stElementToolbar").count() == 0
    assert shown.locator(ANSWER).get_by_test_id("stDownloadButton").count() == 0

    selected = shown.evaluate(SELECT_ALL)
    assert "Import history" in selected
    assert table.inner_text().splitlines()[0] not in selected

    shown.emulate_media(media="print")
    expect(table).to_be_hidden()
    expect(shown.locator(BANNER)).to_be_hidden()
    expect(shown.get_by_text("Exact counts are not printed.")).to_be_visible()


def test_they_are_open_on_every_page_of_the_tab_and_in_no_other(shown, data_url):
    shown.get_by_role("link", name="Joint action plan").click()
    expect(shown.locator(BANNER)).to_be_visible()
    other = opened(shown.context.new_page(), data_url)
    expect(other.locator(BANNER)).to_have_count(0)
    other.close()

    shown.get_by_role("button", name="Close exact counts").click()
    expect(shown.locator(BANNER)).to_have_count(0)
    expect(shown.get_by_text("Exact counts are closed.")).to_be_visible()
