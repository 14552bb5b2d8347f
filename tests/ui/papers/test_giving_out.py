"""Whoever gives a pack out chooses the meeting by what its kind is called now."""

from types import SimpleNamespace
from typing import Any

from tests.builders import KINDS, usual_tables
from ui.papers.giving_out import meetings_of


def test_a_meeting_of_a_kind_that_the_office_added_is_offered_by_the_title_of_its_kind():
    tables = usual_tables(
        meeting_kind=[*KINDS, {"ref": "K1", "title": "Commissioner’s briefing", "is_board": False}],
        meeting=[
            {"ref": "M1", "kind": "accountability board", "held_on": "2022-01-26"},
            {
                "ref": "M2",
                "kind": "K1",
                "held_on": None,
                "planned_on": "2022-02-24",
                "recorded_at": "2022-01-26T12:00",
            },
        ],
    )
    view: Any = SimpleNamespace(state=SimpleNamespace(tables=tables))

    assert list(meetings_of(view).items()) == [
        ("M2", "Commissioner’s briefing, 24 February 2022"),
        ("M1", "Accountability board, 26 January 2022"),
    ]
