"""Several parts and actions brought up to date at once, by keys alone."""

import re
from datetime import date

from playwright.sync_api import expect

from data_access.reads import read_snapshot
from data_access.store import open_store
from tests.browser.looking import opened, settled
from tests.sentences import NAME_OF_CATCH_UP
from ui.catch_up.form import SINCE

GRID, CELL = "data-grid-canvas", "[role=gridcell]"
FOCUSED = "() => [document.activeElement.dataset.testid, document.activeElement.ariaLabel]"
MOST_TABS = 60
# A cell opens as the first letter is typed; a busy machine loses what is typed before it is open.
OPEN_CELL = "[id^=gdg-overlay] :is(input, textarea)"
# The keys of somebody who types fast.
BETWEEN_KEYS = 40


def test_parts_and_actions_are_brought_up_to_date_by_keys_alone(planted_app, planted_store, wide):
    before = entries(planted_store)
    page = opened(wide, f"{planted_app}/catch-up")
    expect(page.get_by_test_id(GRID)).to_have_count(2)
    tab_to(page, GRID)
    # The first cell to fill in is the fifth; the first of several rows is filled down.
    press(page, "ArrowDown", *["ArrowRight"] * 4)
    type_cell(page, "under", "Enter")
    press(page, "ArrowUp", "Shift+ArrowDown", "Control+d", "ArrowRight")
    type_cell(page, "14/12/2021", "Tab")
    type_cell(page, "Letter of the force", "Enter")
    press(page, "Escape")
    tab_to(page, GRID)
    press(page, "ArrowDown", *["ArrowRight"] * 4)
    type_cell(page, "under", "Enter")
    press(page, "Escape")
    tab_to(page, SINCE)
    page.keyboard.type("13/01/2022", delay=BETWEEN_KEYS)
    tab_to(page, NAME_OF_CATCH_UP)
    page.keyboard.type("OPCC policy officer", delay=BETWEEN_KEYS)
    press(page, "Tab", "Enter")
    expect(page.get_by_text("You are about to save, in 3 entries:")).to_be_visible()
    assert entries(planted_store) == before
    settled(page)
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(
        page.get_by_text("Recorded: 2 positions of parts and 1 update of actions.")
    ).to_be_visible()

    positions, updates = (
        [row for row in now if row not in then]
        for now, then in zip(entries(planted_store), before, strict=True)
    )
    assert [row[1:] for row in positions] == [
        ("under way", date(2021, 12, 14), "Letter of the force"),
        ("under way", date(2022, 1, 13), None),
    ]
    assert [row[1:] for row in updates] == [("under way", date(2022, 1, 13), None)]


def test_what_is_pasted_and_unknown_is_refused_by_row_and_column_and_stays_in_the_grid(
    planted_app, planted_store, wide
):
    before = entries(planted_store)
    page = opened(wide, f"{planted_app}/catch-up")
    expect(page.get_by_test_id(GRID)).to_have_count(2)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pasted = ["done", "14/12/2021"], ["under", "31/02/2022"]
    text = "\n".join("\t".join(row) for row in pasted)
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    tab_to(page, GRID)
    press(page, "ArrowDown", *["ArrowRight"] * 4, "Control+v")
    cells = page.get_by_test_id(GRID).first.locator(CELL)
    # The browser reads the clipboard in its own time.
    expect(cells.filter(has_text=re.compile(f"^{pasted[-1][-1]}$"))).to_have_count(1)
    page.get_by_label(NAME_OF_CATCH_UP).fill("OPCC policy officer")
    settled(page).get_by_role("button", name="Review").click()

    refused = settled(page).get_by_test_id("stAlertContentError")
    heading, first, second = re.split(r"\s*\n\s*", refused.inner_text().strip())
    assert heading == "Nothing was recorded. 2 rows to mend:"
    assert ": State: done is not one of: not started, " in first
    assert second.endswith(": Since: 31/02/2022 is not a day. Write it like 16/07/2021.")
    for words in (word for row in pasted for word in row):
        expect(cells.filter(has_text=re.compile(f"^{words}$"))).to_have_count(1)
    assert entries(planted_store) == before


def entries(store):
    """The positions and updates that the store holds."""
    tables = read_snapshot(open_store(store)).tables
    columns = ("id", "state", "effective_on", "source")
    return [tables[name].select(columns).rows() for name in ("position", "action_update")]


def tab_to(page, what):
    """Goes on by Tab until the element with this test id or label has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if what in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"{what} was not reached by Tab")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key, delay=BETWEEN_KEYS)


def type_cell(page, text, leave):
    """Types into the cell chosen, and leaves it."""
    press(page, text[0])
    expect(page.locator(OPEN_CELL).first).to_be_focused()
    page.keyboard.type(text[1:], delay=BETWEEN_KEYS)
    press(page, leave)
    expect(page.locator(OPEN_CELL)).to_have_count(0)
