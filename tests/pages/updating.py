"""Fills in forms of the Update page in tests, and reads the results."""

from datetime import date

from data_access import reads
from data_access.store import open_store
from tests.pages.opening import opened
from tests.sentences import NAME_OF_ENTRY
from ui.elements.day_box import PLACEHOLDER

DAY = date(2022, 2, 28)
BY = "OPCC policy officer"


def form_for(record):
    return opened("update", record=record)


def box(page, label):
    return next(box for box in page.selectbox if box.label == label)


def text(page, label):
    return next(field for field in [*page.text_input, *page.text_area] if field.label == label)


def days(page):
    """The boxes of days."""
    return [field for field in page.text_input if field.placeholder == PLACEHOLDER]


def typed(day):
    """A day as it stands in the box of a form."""
    return f"{day:%d/%m/%Y}"


def pressed(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def save(page):
    """Checks the entry and, where nothing is wrong with it, saves it."""
    text(page, NAME_OF_ENTRY).input(BY)
    return again(page)


def again(page):
    page = pressed(page, "Review")
    return page if page.error else pressed(page, "Save")


def errors(page):
    return [said.value.replace("\\", "") for said in page.error]


def rows(store, table):
    return reads.read_snapshot(open_store(store)).tables[table].to_dicts()


def newest(store, table, *columns):
    row = rows(store, table)[-1]
    return {column: row[column] for column in columns}
