"""How one cell reads, where several kinds of row share it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from metrics.text_format import NOBODY, day_in_words
from ui.elements.markdown import NOTHING, plain, short_names

Row = Mapping[str, Any]
SIDES = {"police": "Police", "cps": "CPS"}


def day_cell(day: date | None, otherwise: str = NOTHING) -> str:
    """A day that is not broken over lines."""
    return day_in_words(day, otherwise).replace(" ", "\u00a0") if day else otherwise


def recorded(row: Row) -> str:
    """Who recorded an entry, and on which day where that was later than the entry's own."""
    day = row["recorded_at"].date()
    late = f", late: {day_in_words(day)}" if day > row["effective_on"] else ""
    return f"{plain(row['recorded_by'])}{late}"


def whose(row: Row) -> str:
    """The organisation that leads an action, and the role that owns it there."""
    return plain(f"{short_names(row['lead'])}: {row['owner_role'] or NOBODY}")


def linked(title: str, link: str | None) -> str:
    """A title that opens what it names, where there is an address."""
    return f"[{plain(title)}](<{plain(link)}>)" if link else plain(title)
