"""Boxes to choose from: what the server takes of what a browser says was chosen."""

from datetime import date
from typing import Any

import pytest
from streamlit.components.v2.bidi_component import serialization
from streamlit.testing.v1 import AppTest

from tests.pages.filters import choose, choose_day, data_of, filter_of, filters_of, send, send_all
from ui.elements.choice_boxes import ChoiceBox

FIRST, LAST = date(2021, 7, 16), date(2022, 2, 28)
AREA = ChoiceBox("area", "Area", None, "All areas", {"D": "Devon", "P": "Plymouth"})
DAY = ChoiceBox("as_at", "As at another day", None, days=(FIRST, LAST))
CLOSED = AREA._replace(key="period", chosen="D", is_closed=True, why_not="It has no area.")


@pytest.fixture
def chosen() -> list[tuple[str, str | None]]:
    """What was chosen on the page so far, and in which boxes."""
    return []


@pytest.fixture
def shown(chosen: list[tuple[str, str | None]]) -> AppTest:
    """A page of a box for an area, one for a day, and one that is closed."""

    def drawn(boxes, chosen):
        from ui.elements.choice_boxes import draw_choice_boxes  # noqa: PLC0415

        draw_choice_boxes("boxes", boxes, lambda *choice: chosen.append(choice))

    return AppTest.from_function(drawn, args=([AREA, DAY, CLOSED], chosen)).run()


@pytest.fixture
def header() -> AppTest:
    """The day and two filters of a page, of which the first clears the second."""

    def drawn(first, last):
        import streamlit as st  # noqa: PLC0415

        from ui.page.filters import Filter  # noqa: PLC0415
        from ui.page.page_header import draw_filters  # noqa: PLC0415
        from ui.page.url_state import Box, Days  # noqa: PLC0415

        areas, parts = {"D": "Devon", "P": "Plymouth"}, {"n": "North"}
        asked, area, part = (st.session_state.get(key) for key in ("as_at", "area", "part"))
        boxes = [
            Box(Filter("area", "Area", areas, "All areas", forgets=("part",)), areas, area, area),
            Box(Filter("part", "Part", parts, "All parts"), parts, part, part),
        ]
        draw_filters("filters", boxes, Days(asked, first, last))

    return AppTest.from_function(drawn, args=(FIRST, LAST)).run()


def drawn_with(page: AppTest) -> Any:
    [component] = page.get("bidi_component")
    return data_of(component.proto)


@pytest.mark.parametrize(
    ("key", "value"),
    [("area", "P"), ("area", None), ("as_at", "2021-07-16"), ("as_at", "2022-02-28")],
)
def test_what_a_box_offers_is_chosen_in_it_once(shown, chosen, key, value):
    choose(shown, key, value)
    shown.run()

    assert chosen == [(key, value)]


@pytest.mark.parametrize(
    "choice",
    [
        {"key": "area", "value": "Devon"},
        {"key": "area", "value": ""},
        {"key": "area", "value": ["D"]},
        {"key": "area", "value": 1},
        {"key": "area"},
        {"key": "area", "value": "D", "sent": "1"},
        {"key": "area", "value": "D", "sent": None},
        {"key": "as_at", "value": "2021-07-15"},
        {"key": "as_at", "value": "2022-03-01"},
        {"key": "as_at", "value": "2022-02-30"},
        {"key": "as_at", "value": "yesterday"},
        {"key": "as_at", "value": "D"},
        {"key": "period", "value": "D"},
        {"key": "period", "value": None},
        {"key": "none of these", "value": "D"},
        {"key": 1, "value": "D"},
        {"value": "D"},
        {},
        ["area", "D", 1],
        "D",
        1,
    ],
    ids=str,
)
def test_what_no_open_box_offers_is_not_chosen_and_the_page_is_drawn_as_it_was(
    shown, chosen, choice
):
    before = filters_of(shown)

    send(shown, "area", choice)

    assert not shown.exception
    assert chosen == []
    assert filters_of(shown) == before


@pytest.mark.parametrize("choices", [None, "D", 1, {}, {"key": "area", "value": "D", "sent": 1}])
def test_what_is_no_list_of_choices_chooses_nothing(shown, chosen, choices):
    send_all(shown, "area", choices)

    assert not shown.exception
    assert chosen == []


def test_choices_that_come_together_are_made_in_turn_and_each_once(shown, chosen):
    first, later, last = (
        {"key": "area", "value": "D", "sent": 1},
        {"key": "as_at", "value": "2021-12-01", "sent": 2},
        {"key": "area", "value": "P", "sent": 3},
    )

    send_all(shown, "area", [first, "none", later])
    assert chosen == [("area", "D"), ("as_at", "2021-12-01")]

    send_all(shown, "area", [first, later, last])
    assert chosen == [("area", "D"), ("as_at", "2021-12-01"), ("area", "P")]
    assert drawn_with(shown)["answered"] == 3


def test_a_choice_that_is_taken_back_altogether_chooses_nothing(shown, chosen):
    choose(shown, "area", "D")

    send(shown, "area", None)

    assert not shown.exception
    assert chosen == [("area", "D")]


def test_each_choice_is_answered_though_it_is_refused(shown, chosen):
    assert drawn_with(shown)["answered"] is None

    send(shown, "area", {"key": "area", "value": "P", "sent": 1700000000001})
    assert drawn_with(shown)["answered"] == 1700000000001

    send(shown, "area", {"key": "area", "value": "none", "sent": 1700000000009})
    assert drawn_with(shown)["answered"] == 1700000000009
    assert chosen == [("area", "P")]


def test_a_choice_is_kept_in_the_session_and_in_the_address_until_nothing_is_chosen(header):
    choose(header, "area", "P")
    assert dict(header.query_params) == {"area": "P"}
    assert filter_of(header, "Area").value == "P"

    choose_day(header, date(2022, 2, 1))
    assert dict(header.query_params) == {"area": "P", "as_at": "2022-02-01"}
    assert header.session_state["as_at"] == date(2022, 2, 1)
    assert filter_of(header, "As at another day").value == "2022-02-01"

    choose(header, "area", None)
    choose_day(header, None)
    assert dict(header.query_params) == {}
    assert [box.value for box in filters_of(header)] == [None, None, None]


def test_a_choice_clears_those_that_depend_on_it(header):
    choose(header, "area", "D")
    choose(header, "part", "n")

    choose(header, "area", "P")

    assert dict(header.query_params) == {"area": "P"}
    assert filter_of(header, "Part").value is None


def test_a_refused_choice_changes_neither_session_nor_address(header):
    choose(header, "area", "P")

    send(header, "area", {"key": "area", "value": "X"})
    send(header, "as_at", {"key": "as_at", "value": "2030-01-01"})

    assert dict(header.query_params) == {"area": "P"}
    assert header.session_state["area"] == "P"
    assert "as_at" not in header.session_state


def test_the_browser_is_given_all_that_it_draws(shown):
    assert drawn_with(shown) == {
        "name": "boxes",
        "answered": None,
        "boxes": [
            {
                "key": "area",
                "label": "Area",
                "chosen": None,
                "nothing_chosen": "All areas",
                "options": [["D", "Devon"], ["P", "Plymouth"]],
                "days": None,
                "is_closed": False,
                "why_not": "",
            },
            {
                "key": "as_at",
                "label": "As at another day",
                "chosen": None,
                "nothing_chosen": "",
                "options": [],
                "days": {
                    "first": "2021-07-16",
                    "last": "2022-02-28",
                    "refusal": "Write a day from 16 July 2021 to 28 February 2022, "
                    "like 28/02/2022.",
                },
                "is_closed": False,
                "why_not": "",
            },
            {
                "key": "period",
                "label": "Area",
                "chosen": "D",
                "nothing_chosen": "All areas",
                "options": [["D", "Devon"], ["P", "Plymouth"]],
                "days": None,
                "is_closed": True,
                "why_not": "It has no area.",
            },
        ],
    }


def test_no_frame_is_looked_for_in_boxes_which_would_load_pandas(shown, monkeypatch):
    looked_at: list[object] = []
    monkeypatch.setattr(serialization, "is_dataframe_like", looked_at.append)

    shown.run()

    assert filters_of(shown)
    assert looked_at == []
