"""Marks of recommendations: every part and body, then the state at each board and now."""

from datetime import date

from tests.builders import day_state
from tests.metrics.parts import FOR_OTHERS, JOINT, said
from ui.rows.part_marks import groups_of, recommendation_mark_rows

PARTS = [
    JOINT | {"part": "a", "label": "1a"},
    FOR_OTHERS | {"part": "b", "label": "1b", "answered": None},
]
BOARD, FIRST_BOARD = date(2021, 11, 24), date(2021, 9, 29)


def test_a_row_has_a_mark_for_each_part_and_how_the_recommendation_stood_at_each_board():
    then = day_state(requirement=PARTS)
    now = day_state(
        requirement=PARTS,
        position=[
            said("force", "complete", requirement="P1"),
            said("addressee", "under way", requirement="P2"),
        ],
    )
    boards = [(FIRST_BOARD, {}), (BOARD, then.standings)]

    [row] = recommendation_mark_rows(now, boards, {"R1": "recommendations?rec=1"})

    assert (row.name, row.title, row.address) == (
        "1",
        "Record characteristics",
        "recommendations?rec=1",
    )
    assert [[tuple(mark) for mark in marks] for marks in row.marks] == [
        [("full", "Force: 1a, reported complete")],
        [("dot", "CPS: 1a, not recorded")],
        [("half", "Other body: 1b, Home Office, under way")],
        [("dot", "Evidence: 1a, none seen")],
        [("dot", "Board: 1a, not recorded")],
        [
            ("dot", "Inspectorate: 1a, not recorded"),
            ("dot", "Inspectorate: 1b, not recorded"),
        ],
        [],
        [("dot", "24 Nov 2021: not recorded")],
        [("half", "Now: 1 of 2 complete, 1 not recorded")],
    ]


def test_before_the_first_board_there_is_only_the_state_now():
    *_, (heading, columns) = groups_of([])

    assert (heading, [column.heading for column in columns]) == ("State", ["Now"])
