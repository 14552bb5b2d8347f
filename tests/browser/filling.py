"""Filling in the boxes of a page as a person does: days, choices from a list."""

from contextlib import suppress

from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import expect

from tests.browser.looking import settled

A_DAY = "[placeholder='dd/mm/yyyy']"
LIST_OPENS_MS, OPENED_AGAIN = 3_000, 10


def choose(box, option="", *, exact=False):
    """Choose the first option of a name, or the first of all."""
    choice = box.page.get_by_role("option", name=option, exact=exact).first
    box.scroll_into_view_if_needed()
    # The list closes where the page still scrolls, or is drawn anew, and is opened again.
    for _ in range(OPENED_AGAIN):
        if box.get_attribute("aria-expanded") != "true":
            box.click()
        with suppress(NotInTime):
            choice.click(timeout=LIST_OPENS_MS)
            break
    else:
        raise AssertionError(f"There is no choice {option}.")
    settled(box.page)


def choose_nothing(box):
    """Take back what is chosen in a list."""
    box.locator("xpath=..").get_by_role("button", name="Clear value").click()
    settled(box.page)


def find(box, words, *, exact=False):
    """Type words into a box, and choose the one option with them; several are an error."""
    choice = box.page.get_by_role("option", name=words, exact=exact)
    # As above; a list opens for what is typed only where the words are others than before.
    for _ in range(OPENED_AGAIN):
        box.fill("")
        box.fill(words)
        with suppress(NotInTime):
            choice.click(timeout=LIST_OPENS_MS)
            break
    else:
        raise AssertionError(f"There is no choice {words}.")
    settled(box.page)


def open_list(box):
    """Open the list of a box by the arrow keys, which then are at a choice."""
    box.focus()
    # As above.
    for _ in range(OPENED_AGAIN):
        box.press("ArrowDown")
        with suppress(NotInTime):
            box.page.get_by_role("option").first.wait_for(timeout=LIST_OPENS_MS)
            return
    raise AssertionError("The list does not stay open.")


def pick(box, option):
    """Choose an option by its words, as by keys alone."""
    box.focus()
    # As above.
    for _ in range(OPENED_AGAIN):
        box.fill("")
        box.fill(option)
        with suppress(NotInTime):
            box.page.get_by_role("option", name=option, exact=True).wait_for(timeout=LIST_OPENS_MS)
            break
    else:
        raise AssertionError(f"There is no choice {option}.")
    box.press("Enter")
    # What is typed and not in the list goes as the box is left.
    box.press("Tab")
    expect(box).to_have_value(option)


def type_day(box, text):
    """Type a day as a person does, and leave the box by the keyboard."""
    box.fill("")
    box.press_sequentially(text)
    box.press("Tab")


def shown(box):
    return box.input_value()
