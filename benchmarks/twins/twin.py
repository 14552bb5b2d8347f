"""The pages that are compared, and how a reader works the filters of each."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from playwright.sync_api import Page

from benchmarks import browser

OURS, PLAIN, DASH = "ours", "plain Streamlit", "Dash"
DRAWN = f"{browser.CHART} .marks"


class Twin(NamedTuple):
    """A page that runs, the elements it is told by, and how a reader works its filters.

    ``as_at``: the element that says the day. ``chart``: what a drawn chart has. ``type_day`` types
    a day and returns the last key's press, ``find_lead`` finds a lead and returns what chooses it.
    """

    name: str
    url: str
    as_at: str
    actions: str
    chart: str
    type_day: Callable[[Page, date], Callable[[], object]]
    find_lead: Callable[[Page, str], Callable[[], object]]


def twins_at(ours: str, plain: str, dash: str) -> list[Twin]:
    """The three pages at the addresses of their servers."""
    of_streamlit = (browser.typed_day, partial(browser.found_option, within="Lead"))
    plan = f"{ours}/joint-action-plan"
    return [
        Twin(OURS, plan, browser.CAPTION, ".st-key-section-actions h2", DRAWN, *of_streamlit),
        Twin(PLAIN, plain, browser.CAPTION, "h3", DRAWN, *of_streamlit),
        Twin(
            DASH,
            dash,
            "#page small",
            "#page h2",
            "#chart .scatterlayer",
            _type_in_dash,
            _lead_in_dash,
        ),
    ]


def _type_in_dash(page: Page, day: date) -> Callable[[], object]:
    box = page.locator("#as-at")
    box.click()
    box.fill(f"{day:%d/%m/%Y}")
    return partial(page.keyboard.press, "Enter")


def _lead_in_dash(page: Page, lead: str) -> Callable[[], object]:
    # The calendar stays open after a day was typed.
    page.keyboard.press("Escape")
    page.locator("#lead").click()
    option = page.locator(".dash-dropdown-option", has_text=lead)
    option.wait_for()
    return option.click
