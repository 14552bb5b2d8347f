"""Marks of parts: each state of each column has its shape, and nothing where nothing is asked."""

import pytest

from data_access.vocabulary import Answered, Assurance, FirstPosition, State
from tests.builders import day_state
from tests.metrics.parts import FOR_OTHERS, JOINT, said
from ui.elements.marks import MEANINGS, Shape
from ui.rows import part_marks
from ui.rows.part_marks import said_and_seen_rows

RESPONSE, FORCE, CPS, OTHER, SEEN, MEASURED, BOARD, INSPECTORATE, DIFFER = range(9)
EXPIRED = {"expires_on": "2022-01-31", "dated_on": "2021-10-01"}


def row_of(**rows):
    """The row of the only part, as (shape, words) by column."""
    found = day_state(**rows)
    [row] = said_and_seen_rows(found, found.parts, {"R1": "?rec=1"})
    return row


def marks_of(**rows):
    return [[tuple(mark) for mark in marks] for marks in row_of(**rows).marks]


def test_a_part_of_which_nothing_is_recorded_has_the_answer_alone():
    assert marks_of(stated_position=[{}]) == [
        [("square", "The response: answered")],
        [("square", "Force: in the answer of 2021: in place")],
        [],
        [],
        [("dot", "Evidence: none seen")],
        [],
        [("dot", "Board: not recorded")],
        [("dot", "Inspectorate: not recorded")],
        [],
    ]


def test_a_part_for_another_body_asks_nothing_of_force_cps_opcc_or_board():
    marks = marks_of(requirement=[FOR_OTHERS | {"answered": None}])

    assert marks == [
        [("dot", "The response: none held here")],
        [],
        [],
        [("dot", "Other body: not recorded")],
        [],
        [],
        [],
        [("dot", "Inspectorate: not recorded")],
        [],
    ]


def test_what_is_said_and_not_seen_stands_out():
    row = row_of(requirement=[JOINT], position=[said("force", "complete"), said("cps", "complete")])

    assert row.stands_out
    assert [mark.shape for marks in row.marks for mark in marks] == [
        Shape.SQUARE,
        Shape.FULL,
        Shape.FULL,
        Shape.DOT,
        Shape.DOT,
        Shape.DOT,
        Shape.UNSHOWN,
    ]
    assert row.marks[DIFFER][0].words == (
        "By what is recorded: reported complete, evidence not yet seen"
    )


def test_what_the_cps_said_in_the_answer_is_shown_until_it_records_more():
    stated = {"voice": "cps", "stated_as": "under way"}
    in_answer = [("half-square", "CPS: in the answer of 2021: under way")]

    assert marks_of(requirement=[JOINT], stated_position=[stated])[CPS] == in_answer
    recorded = marks_of(
        requirement=[JOINT], stated_position=[stated], position=[said("cps", "not started")]
    )
    assert recorded[CPS] == [("ring", "CPS: not started")]
    silent = marks_of(requirement=[JOINT], stated_position=[{}])
    assert silent[CPS] == [("silent", "CPS: no statement of its own in the answer")]


@pytest.mark.parametrize(
    ("evidence", "position", "shown"),
    [
        ([{}], [], ("half", "Evidence: 1 document")),
        ([{"kind": "statement"}], [], ("dot", "Evidence: none seen")),
        ([{}], [said("opcc", "complete")], ("full", "Evidence: 1 document; evidence seen")),
        ([EXPIRED], [], ("triangle", "Evidence: none still valid")),
        (
            [EXPIRED],
            [said("opcc", "complete")],
            ("triangle", "Evidence: none still valid; evidence seen"),
        ),
    ],
)
def test_evidence_is_seen_in_part_or_no_longer_holds(evidence, position, shown):
    assert marks_of(evidence=evidence, position=position)[SEEN] == [shown]


def test_the_inspectorate_closes_a_part_or_says_that_something_else_was_asked_for():
    closed = marks_of(position=[said("inspectorate", "complete")])[INSPECTORATE]
    other = marks_of(position=[said("inspectorate", "superseded")])[INSPECTORATE]

    assert (closed, other) == (
        [("full", "Inspectorate: closed")],
        [("cross", "Inspectorate: superseded")],
    )


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        (part_marks.STATES, State),
        (part_marks.FIRST_POSITIONS, FirstPosition),
        (part_marks.ANSWERS, Answered),
        (part_marks.JUDGEMENTS, Assurance),
    ],
)
def test_every_word_has_a_shape_and_every_shape_a_meaning(shapes, words):
    assert set(shapes) == set(words)
    assert [*MEANINGS] == [*Shape]
    assert len({*MEANINGS.values()}) == len(Shape)
