"""The figures of a page that no reader has opened, read back as a browser gets them."""

import json
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from ui.elements.browser_components import FIGURE_BUTTONS, full_name
from ui.elements.figure_buttons import FigureButton
from ui.elements.trend_marks import TrendMark


def figure_buttons_of(page: AppTest) -> list[FigureButton]:
    """Every plain button of a figure, in order."""
    return [
        _button(**button)
        for component in page.get("bidi_component")
        if component.proto.component_name == full_name(FIGURE_BUTTONS)
        for button in json.loads(component.proto.json)[0]
    ]


def closed_keys(page: AppTest) -> Iterator[str]:
    """The keys of all that is closed on a page: folds, pop-ups and plain buttons of figures."""
    for fold in (*page.expander, *page.get("popover"), *figure_buttons_of(page)):
        if fold.key and (fold.key not in page.session_state or not page.session_state[fold.key]):
            yield fold.key


def _button(*, bars: dict[str, str] | None, **figure: Any) -> FigureButton:
    return FigureButton(**figure, bars=TrendMark(**bars) if bars else None)
