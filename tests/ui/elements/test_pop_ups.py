"""Figures as buttons: plain until one is pressed, which then opens."""

import json
from typing import Any

import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import figures_of
from tests.pages.pop_ups import plain_buttons_of
from ui.elements.pop_ups import FigureButton
from ui.elements.trend_marks import trend_mark

OVERDUE = FigureButton(
    "about-overdue", "3", "overdue", "1 last time", bars=trend_mark([1, 3], "before: 1")
)
NO_DATE = FigureButton("about-no-date", "12", "no date agreed", "")
TOLD = FigureButton("about-told", "withheld", "told in time", "", is_word=True)
FIGURES = [OVERDUE, NO_DATE, TOLD]


@pytest.fixture
def panel() -> AppTest:
    """A page of three figures, each of which opens a sentence with its place."""

    def drawn(buttons):
        import streamlit as st  # noqa: PLC0415

        from ui.elements.pop_ups import draw_pop_ups  # noqa: PLC0415

        draw_pop_ups("plan", buttons, lambda place: st.markdown(f"About {place}."))

    return AppTest.from_function(drawn, args=(FIGURES,)).run()


def press(page: AppTest, key: Any) -> AppTest:
    """Send that ``key`` was pressed on the one panel of a page."""
    [component] = page.get("bidi_component")
    states = page._tree.get_widget_states()
    pressed = json.dumps([{"event": "pressed", "value": key}])
    aggregate = _make_trigger_id(component.proto.id, "events")
    states.widgets.append(WidgetState(id=aggregate, json_trigger_value=pressed))
    return page._run(states)


def said(page: AppTest) -> list[str]:
    return [words.value for words in page.markdown]


def test_figures_are_plain_buttons_until_one_is_pressed(panel):
    assert plain_buttons_of(panel) == FIGURES
    assert not panel.get("popover")
    assert said(panel) == []


@pytest.mark.parametrize("place", range(3))
def test_the_figure_that_is_pressed_opens_and_all_can_then_be_opened(panel, place):
    closed = figures_of(panel)

    press(panel, FIGURES[place].key)

    assert not panel.exception
    assert said(panel) == [f"About {place}."]
    assert not plain_buttons_of(panel)
    assert [each.proto.popover.open for each in panel.get("popover")] == [
        other == place for other in range(3)
    ]
    assert figures_of(panel) == closed


@pytest.mark.parametrize("key", ["about-nothing", "", None, 1, ["about-overdue"], {}], ids=str)
def test_what_is_no_figure_of_the_panel_opens_nothing(panel, key):
    press(panel, key)

    assert not panel.exception
    assert plain_buttons_of(panel) == FIGURES
    assert not panel.get("popover")
