"""The buttons of a page that nobody has pressed yet, read back as a browser gets them."""

import json
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from ui.elements.browser_components import POP_UP_BUTTONS, full_name
from ui.elements.pop_ups import FigureButton, TextButton
from ui.elements.trend_marks import TrendMark


def plain_buttons_of(page: AppTest) -> list[FigureButton | TextButton]:
    """Every plain button of a page that opens something, in order."""
    return [
        button for component in page.get("bidi_component") for button in buttons_in(component.proto)
    ]


def buttons_in(proto: Any) -> list[FigureButton | TextButton]:
    """The plain buttons that one component of a page draws; none of another component."""
    if proto.component_name != full_name(POP_UP_BUTTONS):
        return []
    return [
        TextButton(**button) if "icon" in button else _figure(**button)
        for button in json.loads(proto.json)[0]
    ]


def closed_keys(page: AppTest) -> Iterator[str]:
    """The keys of all that is closed on a page: folds, pop-ups and plain buttons."""
    for fold in (*page.expander, *page.get("popover"), *plain_buttons_of(page)):
        if fold.key and (fold.key not in page.session_state or not page.session_state[fold.key]):
            yield fold.key


def _figure(*, bars: dict[str, str] | None, **figure: Any) -> FigureButton:
    return FigureButton(**figure, bars=TrendMark(**bars) if bars else None)
