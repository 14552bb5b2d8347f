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
    """Two pages that run, the elements they are told by, and how a reader works them.

    ``plan``, ``cases``: the addresses of the joint action plan and of the case action plans.
    ``as_at``: the element that says the day. ``heading``: those of its parts. ``chart``: what a
    drawn chart has. ``type_day`` types a day and returns the last key's press, ``find`` finds an
    option of the list of that name and returns what chooses it, ``find_line`` finds the line of the
    action in the row of that number and returns what presses it.
    """

    name: str
    plan: str
    cases: str
    as_at: str
    heading: str
    chart: str
    type_day: Callable[[Page, date], Callable[[], object]]
    find: Callable[[Page, str, str], Callable[[], object]]
    find_line: Callable[[Page, str, int], Callable[[], object]]


def twins_at(ours: str, plain: str, dash: tuple[str, str]) -> list[Twin]:
    """The three at the addresses of their servers; Dash has one for each page."""
    of_streamlit = (browser.typed_day, _found_in_streamlit)
    return [
        Twin(
            OURS,
            f"{ours}/joint-action-plan",
            f"{ours}/case-action-plans",
            browser.CAPTION,
            "h2, summary",
            f"{DRAWN}, {browser.LINES}",
            *of_streamlit,
            _line_of_ours,
        ),
        Twin(
            PLAIN,
            plain,
            f"{plain}/?page=cases",
            browser.CAPTION,
            "h3",
            DRAWN,
            *of_streamlit,
            _line_of_streamlit,
        ),
        Twin(
            DASH,
            *dash,
            "#page small",
            "#page h2",
            "#chart :is(.scatterlayer, .barlayer)",
            _type_in_dash,
            _found_in_dash,
            _line_of_dash,
        ),
    ]


def _found_in_streamlit(page: Page, name: str, text: str) -> Callable[[], object]:
    return browser.found_option(page, text, within=name)


def _line_of_ours(page: Page, _ref: str, row: int) -> Callable[[], object]:
    return browser.found_line(page, row)


def _line_of_streamlit(page: Page, ref: str, _row: int) -> Callable[[], object]:
    mark = page.locator(f"{browser.CHART} .mark-symbol path[aria-label*='name: {ref} ']").last
    mark.scroll_into_view_if_needed()
    return partial(mark.click, force=True)


def _line_of_dash(page: Page, _ref: str, row: int) -> Callable[[], object]:
    # Each row has two dates and a gap; Plotly draws no point for a gap.
    drawn = f"""[...document.querySelectorAll('#chart .scatterlayer path.point')]
        .find((point) => point.__data__.i === {3 * row + 1})"""
    page.evaluate(f"{drawn}.scrollIntoView({{ block: 'center' }})")
    box = page.evaluate(
        f"(({{ x, y, width, height }}) => [x + width / 2, y + height / 2])"
        f"({drawn}.getBoundingClientRect())"
    )
    page.mouse.move(*box)
    page.locator("#chart .hoverlayer .hovertext").first.wait_for()
    return partial(page.mouse.click, *box)


def _type_in_dash(page: Page, day: date) -> Callable[[], object]:
    box = page.locator("#as-at")
    box.click()
    box.fill(f"{day:%d/%m/%Y}")
    return partial(page.keyboard.press, "Enter")


def _found_in_dash(page: Page, name: str, text: str) -> Callable[[], object]:
    # The calendar stays open after a day was typed.
    page.keyboard.press("Escape")
    page.locator(f"#{name.lower()}").click()
    option = page.locator(".dash-dropdown-option", has_text=text)
    option.wait_for()
    return option.click
