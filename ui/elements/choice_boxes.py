"""A row of boxes to choose from, drawn by the browser itself as one piece of the page.

Streamlit's own boxes take a third of the time of a new day; see decision 45.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from metrics.text_format import day_text
from ui.elements.browser_components import CHOICE_BOXES, renderer_of

# The value that a reader chose, and its box; null for nothing.
Choose = Callable[[str, str | None], None]


class ChoiceBox(NamedTuple):
    """A box to choose from: values with their labels, or a day between two.

    ``chosen``: the value; null for none. ``nothing_chosen``: the text of the empty choice, or why
    the box is closed. ``days``: the first and the last day of a date box; null for a list.
    ``why_not``: why what is chosen is not allowed, shown below the box.
    """

    key: str
    label: str
    chosen: str | None
    nothing_chosen: str = ""
    options: Mapping[str, str] = {}
    days: tuple[date, date] | None = None
    is_closed: bool = False
    why_not: str = ""

    def offers(self, value: str | None) -> bool:
        """Whether ``value`` can be chosen; null can, where the box is open."""
        if self.is_closed or value is None:
            return not self.is_closed
        if self.days is None:
            return value in self.options
        try:
            return self.days[0] <= date.fromisoformat(value) <= self.days[1]
        except ValueError:
            return False

    def as_json(self) -> dict[str, Any]:
        """The box as ``choice_boxes.js`` reads it."""
        return {
            "key": self.key,
            "label": self.label,
            "chosen": self.chosen,
            "nothing_chosen": self.nothing_chosen,
            "options": list(self.options.items()),
            "days": self.days and _days_as_json(*self.days),
            "is_closed": self.is_closed,
            "why_not": self.why_not,
        }


def draw_choice_boxes(name: str, boxes: Sequence[ChoiceBox], choose: Choose) -> None:
    """Draw the boxes, and call ``choose`` before the page runs with what a reader chose in one.

    ``name``: unique on the page. A box shows what it is given, whatever the reader chose: so
    ``choose`` keeps the choice where the next run finds it. What no box offers is not chosen.
    """
    if not boxes:
        return
    data = {
        "name": name,
        "answered": st.session_state.get(_answered(name)),
        "boxes": [box.as_json() for box in boxes],
    }
    chosen = partial(_chosen, name, boxes, choose)
    renderer_of(CHOICE_BOXES)(key=name, data=[data], on_choices_change=chosen)


def _chosen(name: str, boxes: Sequence[ChoiceBox], choose: Choose) -> None:
    answered = st.session_state.get(_answered(name)) or 0
    for key, value, sent in _well_formed(st.session_state[name].choices):
        if sent > answered:
            st.session_state[_answered(name)] = answered = sent
            for box in boxes:
                if box.key == key and box.offers(value):
                    choose(key, value)


def _well_formed(choices: Any) -> Iterator[tuple[str, str | None, int]]:
    """The well-formed choices that a browser sent, each with its box and its time, in order."""
    for choice in choices if isinstance(choices, list) else ():
        match choice:
            case {"key": str(key), "value": str() | None as value, "sent": int(sent)}:
                yield key, value, sent


def _days_as_json(first: date, last: date) -> dict[str, str]:
    between = f"{day_text(first)} to {day_text(last)}"
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "refusal": f"Write a day from {between}, like {last:%d/%m/%Y}.",
    }


def _answered(name: str) -> str:
    """The key of the session for the time of the last choice that was answered."""
    return f"{name} answered"
