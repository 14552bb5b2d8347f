"""What a workbook lets into the cells of a column, as xlsxwriter takes it."""

from datetime import date
from textwrap import shorten
from typing import Any

from data_access.intake.table_specs import Column, Kind
from data_access.intake.templates.notes_text import prompt

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
# Excel's own limits.
LONGEST_TITLE = 32
LONGEST_LIST = 255
# A store may get another area or force after the template was made: these only ask again.
MAY_GROW = (Kind.AREA, Kind.FORCE)
LIMITS: dict[Kind, dict[str, Any]] = {
    Kind.DATE: {
        "validate": "date",
        "criteria": "between",
        "minimum": FIRST_DAY,
        "maximum": LAST_DAY,
        "error_message": "This is not a date from 2000 to 2099. Write it like 16/07/2021.",
    },
    Kind.YEAR: {
        "validate": "integer",
        "criteria": "between",
        "minimum": FIRST_DAY.year,
        "maximum": LAST_DAY.year,
        "error_message": "This is not a year from 2000 to 2099. Write it like 2021.",
    },
    Kind.WHOLE: {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_message": "This is not a whole number, 0 or more. Write it in digits.",
    },
}


def fits_in_a_rule(words: list[str]) -> bool:
    """True for choices that a rule can hold itself; others are listed on a sheet."""
    unclear = any("," in word or '"' in word for word in words)
    return len(",".join(words)) <= LONGEST_LIST and not unclear


def told(column: Column) -> dict[str, Any]:
    """A rule that lets everything in and says what the column means."""
    return {
        "validate": "any",
        "input_title": shorten(column.heading, LONGEST_TITLE, placeholder=" ..."),
        "input_message": prompt(column),
    }


def rule(column: Column, source: list[str] | str) -> dict[str, Any]:
    """The rule for the cells of a column. ``source``: its choices, or where they are listed."""
    chosen = _from_list(column, source) if source else {}
    return told(column) | LIMITS.get(column.kind, chosen)


def _from_list(column: Column, source: list[str] | str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning" if column.kind in MAY_GROW else "stop",
        "error_message": "This is not in the list. Choose a word of the list; the sheet Notes "
        "says more.",
    }
