"""Times catching up: every part and action of a new office brought up to date by keys alone.

The keys are pressed faster than anybody types, and counted; the time at a person's pace is the keys
and rows at the paces below, and the waits for the app as they were measured.
"""

import re
import tempfile
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import polars as pl
from playwright.sync_api import Page

from benchmarks import browser
from benchmarks.app_server import running
from data_access.reads import read_snapshot
from data_access.store import open_store
from data_access.vocabulary import ActionKind
from tests.serving import make_store

BETWEEN_KEYS_MS = 40
# Fifty words a minute, and a moment to look at each row and decide.
SECONDS_A_KEY, SECONDS_A_ROW = 0.24, 3.0
TARGET_MINUTES = 15
MOST_TABS = 60
CANVAS = "data-grid-canvas"
OPEN_CELL = "[id^=gdg-overlay] :is(input, textarea)"
SINCE, NAME = "Since, where a row leaves it empty", "Your name, as typed"
# Columns before the first cell to fill in.
SHOWN = 4
# As much of a state as finds it in its list.
STATES = ("com", "und", "com", "not s")
# After the newest inspection of the starter content was published.
DAYS = ("12/1/26", "4/3/26", "30/6/26")
OWNERS = ("RaSSO lead", "Head of unit")
DATES = ("31/3/27", "30/6/27")
NOTE = "Minutes of the joint meeting say so"
# A third of the rows have a day of their own; the box below the grids has that of the others.
EVERY_DAY, EVERY_DATE, EVERY_NOTE = 3, 3, 4
DAY_OF_OTHERS = "12/1/26"
ROWS = re.compile(r"of (\d+) rows")
FOCUSED = "() => `${document.activeElement.dataset.testid} ${document.activeElement.ariaLabel}`"


class Keys:
    """Presses keys on a page, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key, delay=BETWEEN_KEYS_MS)
            self.count += 1

    def type(self, text: str, leave: str = "Enter") -> None:
        self.page.keyboard.type(text, delay=BETWEEN_KEYS_MS)
        self.count += len(text)
        self.press(leave)

    def type_cell(self, text: str) -> None:
        """Type into a cell, which opens at the first letter: who types has seen it open."""
        self.press(text[0])
        self.page.locator(OPEN_CELL).first.wait_for()
        self.type(text[1:])
        self.page.locator(OPEN_CELL).first.wait_for(state="detached")

    def tab_to(self, what: str) -> None:
        for _ in range(MOST_TABS):
            self.press("Tab")
            if what in self.page.evaluate(FOCUSED):
                return
        raise RuntimeError(f"{what} was not reached by Tab.")


def main() -> None:
    """Catch up on a new office store, and print keys, waits and minutes at a person's pace."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        store_url = make_store("starter", folder)
        with (
            running("app.py", store_url, folder) as app,
            browser.chromium() as chromium,
            browser.opened(chromium, app.site, "/update?entries=many") as page,
        ):
            page.locator(f"[data-testid={CANVAS}]").nth(1).wait_for()
            labels = page.get_by_role("button", name="Fullscreen").evaluate_all(
                "all => all.map(each => each.ariaLabel)"
            )
            parts, actions = (int(ROWS.findall(label)[0]) for label in labels)
            keys = Keys(page)
            waits = _catch_up(keys, parts, _owners(store_url))
        tables = read_snapshot(open_store(store_url)).tables
    recorded = tables["position"].height + tables["action_update"].height
    rows = parts + actions
    if recorded != rows:
        raise RuntimeError(f"{recorded} entries were recorded of {rows} rows.")
    minutes = (keys.count * SECONDS_A_KEY + rows * SECONDS_A_ROW + waits) / 60
    print(
        f"Catching up {parts} positions of parts and {actions} actions: {keys.count:,} keys, "
        f"{waits:.1f} seconds of waiting; at a person's pace {minutes:.1f} minutes "
        f"(at most {TARGET_MINUTES})."
    )


def _owners(store_url: str) -> list[str]:
    """The owner to fill in for each action; empty where it has one."""
    actions = read_snapshot(open_store(store_url)).tables["action"]
    roles = actions.filter(pl.col("kind") == ActionKind.ACTION)["owner_role"]
    return ["" if role else owner for role, owner in zip(roles, cycle(OWNERS), strict=False)]


def _catch_up(keys: Keys, parts: int, owners: list[str]) -> float:
    """Fill in both grids, check and save; return the seconds waited for the app."""
    keys.tab_to(CANVAS)
    _fill_grid(keys, parts, note=3)
    keys.tab_to(CANVAS)
    _fill_grid(keys, len(owners), note=10, owners=owners, date=5)
    keys.tab_to(SINCE)
    keys.type(DAY_OF_OTHERS, "Tab")
    keys.tab_to(NAME)
    keys.type("OPCC policy officer", "Tab")
    waited = _wait_for(keys, "You are about to save, in")
    keys.page.get_by_role("button", name="Save", exact=True).focus()
    return waited + _wait_for(keys, "Recorded:")


def _fill_grid(
    keys: Keys, rows: int, *, note: int, owners: list[str] | None = None, date: int | None = None
) -> None:
    """Fill in states, days, owners and some dates and notes, a column after the other.

    ``note`` and ``date``: the places of these columns among those to fill in; who agreed a date
    stands beside it, and owners beside the day.
    """
    columns = {
        0: list(islice(cycle(STATES), rows)),
        1: _every(EVERY_DAY, list(islice(cycle(DAYS), rows))),
    }
    if owners:
        columns[2] = owners
    if date is not None:
        columns[date] = _every(EVERY_DATE, list(islice(cycle(DATES), rows)))
        columns[date + 1] = _every(EVERY_DATE, ["Board"] * rows)
    columns[note] = _every(EVERY_NOTE, [NOTE] * rows)
    keys.press(*["ArrowRight"] * SHOWN)
    at = 0
    for place, texts in columns.items():
        keys.press(*["ArrowRight"] * (place - at))
        _fill_column(keys, texts)
        at = place
    keys.press("Escape")


def _every(number: int, texts: list[str]) -> list[str]:
    """The texts, with all but the first of each ``number`` left empty."""
    return [text if place % number == 0 else "" for place, text in enumerate(texts)]


def _fill_column(keys: Keys, texts: list[str]) -> None:
    """Fill in a column from the first row, and go back to it."""
    keys.press("Control+ArrowUp")
    last = len(texts) - 1
    for place, text in enumerate(texts):
        if text:
            keys.type_cell(text)
        elif place < last:
            keys.press("ArrowDown")
    keys.press("Control+ArrowUp")


def _wait_for(keys: Keys, text: str) -> float:
    started = perf_counter()
    keys.press("Enter")
    refused = keys.page.get_by_test_id("stAlertContentError")
    keys.page.get_by_text(text).or_(refused).first.wait_for()
    if refused.count():
        raise RuntimeError(refused.inner_text())
    return perf_counter() - started


if __name__ == "__main__":
    main()
