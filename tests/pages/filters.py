"""The filters of a page, read back and chosen in as a reader does."""

from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from ui.elements.day_box import FORMAT
from ui.page.url_state import AS_AT


def filter_of(page: AppTest, name: str) -> Any:
    """The one list to choose from whose label or key is ``name``."""
    [found] = [each for each in page.selectbox if name in {each.label, each.key}]
    return found


def choose(page: AppTest, key: str, value: str | None) -> AppTest:
    """Choose in a list what it offers, by its value; null for nothing."""
    shown = filter_of(page, key)
    assert not shown.disabled, f"{shown.label} is closed"
    shown.set_value(value)
    return page.run()


def type_day(page: AppTest, text: str) -> AppTest:
    """Type a day into the box at the head of a page."""
    return page.text_input(key=f"{AS_AT} typed").set_value(text).run()


def choose_day(page: AppTest, day: date | None) -> AppTest:
    """Choose another day at the head of a page; null for the newest."""
    return type_day(page, day.strftime(FORMAT) if day else "")


def day_typed(page: AppTest) -> str:
    """The text in the box of the day at the head of a page."""
    return str(page.text_input(key=f"{AS_AT} typed").value)
