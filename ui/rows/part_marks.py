"""Marks of parts and recommendations: what is said, seen, measured and closed, now and before."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from data_access.vocabulary import Answered, Assurance, FirstPosition, State, Voice
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.recommendations.evidence_seen import SEEN_KINDS, seen_text
from metrics.recommendations.first_positions import NO_WORD_OF_ITS_OWN, in_the_answer
from metrics.recommendations.measure_evidence import (
    Verdict,
    differences_by_part,
    figures_by_part,
    figures_text,
)
from metrics.recommendations.positions import ASKED_LOCALLY, state_word
from metrics.recommendations.standings import Standing, standings
from metrics.text_format import counted, day_text
from ui.elements.markdown import NOTHING, short_names
from ui.elements.marks import Groups, Mark, MarkColumn, MarkRow, Shape, under_headings
from ui.rows.cell_format import short_day
from ui.rows.recommendations import answered_text, next_date_cells

STATES = {
    State.COMPLETE: Shape.FULL,
    State.UNDER_WAY: Shape.HALF,
    State.NOT_STARTED: Shape.RING,
    State.WAITING: Shape.DIAMOND,
    State.NOT_TAKEN_FORWARD: Shape.CROSS,
    State.SUPERSEDED: Shape.CROSS,
    State.ANOTHER_BODY: Shape.ARROW,
}
FIRST_POSITIONS = {
    FirstPosition.DONE: Shape.SQUARE,
    FirstPosition.IN_PLACE: Shape.SQUARE,
    FirstPosition.UNDER_WAY: Shape.HALF_SQUARE,
    FirstPosition.PLANNED: Shape.BOX,
    FirstPosition.CONSIDERED: Shape.BOX,
    FirstPosition.ANOTHER_BODY: Shape.ARROW,
    FirstPosition.NOT_TAKEN_FORWARD: Shape.CROSS,
    FirstPosition.NOT_MENTIONED: Shape.DOT,
}
ANSWERS = {
    Answered.ANSWERED: Shape.SQUARE,
    Answered.PARTLY: Shape.HALF_SQUARE,
    Answered.NOT_MENTIONED: Shape.DOT,
}
JUDGEMENTS = {
    Assurance.ASSURED: Shape.FULL,
    Assurance.PART_ASSURED: Shape.HALF,
    Assurance.NOT_ASSURED: Shape.TRIANGLE,
}
FIGURES = {
    Verdict.MISSED: Shape.TRIANGLE,
    Verdict.MET: Shape.FULL,
    Verdict.TOO_FEW: Shape.HATCHED,
    Verdict.NO_TARGET: Shape.BAR,
    Verdict.NO_FIGURE: Shape.RING,
}
MEANINGS = {
    Shape.FULL: "complete, seen, met, assured or closed",
    Shape.HALF: "under way, or in part",
    Shape.RING: "not started, or none yet",
    Shape.TRIANGLE: "target missed, out of date or not assured",
    Shape.HATCHED: "too few to say",
    Shape.BAR: "measured, with no target",
    Shape.DIAMOND: "waiting on another body",
    Shape.ARROW: "left to another body",
    Shape.CROSS: "not taken forward, or superseded",
    Shape.SQUARE: "in the answer: done, in place or answered",
    Shape.HALF_SQUARE: "in the answer: under way or partly",
    Shape.BOX: "in the answer: planned or considered",
    Shape.DOT: "nothing said or recorded",
    Shape.UNEQUAL: "said and seen differ",
}
# What a grid of these marks lists on a telephone.
NOT_WELL_TEXT = (
    "what is not started or not seen yet, out of date, missed or not assured, and where said and "
    "seen differ"
)
NO_POSITION = "no position recorded"
SAID_AND_SEEN = (
    (
        "Said",
        (
            MarkColumn("The response", "Answer"),
            MarkColumn("Force"),
            MarkColumn("CPS"),
            MarkColumn("Other body", "Other"),
        ),
    ),
    ("Seen", (MarkColumn("Evidence", "Seen"), MarkColumn("Measured", "Figure"))),
    ("Judged", (MarkColumn("Board"), MarkColumn("Inspectorate", "HMI"))),
    ("Differ", (MarkColumn("Said and seen", "≠"),)),
)


def said_and_seen_rows(
    day_state: DayState, parts: pl.DataFrame, addresses: Mapping[str, str]
) -> list[MarkRow]:
    """One row per part, with a mark in each column of ``SAID_AND_SEEN``.

    ``parts``: those of the day that are shown. ``addresses``: of each recommendation, by its ref.
    """
    marks, differences = _marks_by_part(day_state), differences_by_part(day_state)
    return [
        MarkRow(label, title, addresses[of], marks[ref], stands_out=ref in differences)
        for ref, label, title, of in parts.select(
            "ref", "label", "short_title", "recommendation"
        ).iter_rows()
    ]


def said_mark(row: Row, voice: Voice) -> list[Mark]:
    """The mark of a body's position on a part, now or in the answer; none where it is not asked.

    ``row``: of the parts of a day.
    """
    state, first = row[f"{voice}_state"], row.get(f"{voice}_stated")
    if state:
        return [Mark(STATES[state], state_word(state, voice))]
    is_asked = row[ASKED_LOCALLY[voice]] if voice in ASKED_LOCALLY else not row["is_local"]
    if first and (is_asked or voice == Voice.FORCE):
        return [Mark(FIRST_POSITIONS[first], in_the_answer(first, row["stated_on"]))]
    if is_asked:
        silent = NO_WORD_OF_ITS_OWN if row["stated_on"] else state_word(None, voice)
        return [Mark(Shape.DOT, silent)]
    return []


def seen_mark(row: Row) -> list[Mark]:
    """The evidence that the OPCC has seen for a part; none where none is asked for."""
    state, holds = row["opcc_state"], any(row[kind] for kind in SEEN_KINDS)
    if not (row["is_local"] or state or holds or row["expired"]):
        return []
    words = "; ".join([seen_text(row), *([state_word(state, Voice.OPCC)] if state else [])])
    if row["expired"] and not holds:
        return [Mark(Shape.TRIANGLE, words)]
    if state == State.COMPLETE:
        return [Mark(Shape.FULL, words)]
    return [Mark(Shape.HALF if holds else Shape.RING, words)]


def judged_mark(row: Row) -> list[Mark]:
    """The board's judgement of a part; none where the part is not asked of force or CPS."""
    judged = row["performance"]
    if judged:
        return [Mark(JUDGEMENTS[judged], f"{judged}, {day_text(row['judged_on'])}")]
    return [Mark(Shape.DOT, "not yet given")] if row["is_local"] else []


def closed_mark(row: Row) -> list[Mark]:
    """The inspectorate's position on a part."""
    state = row[f"{Voice.INSPECTORATE}_state"]
    if state:
        return [Mark(STATES[state], state_word(state, Voice.INSPECTORATE))]
    return [Mark(Shape.DOT, NO_POSITION)]


def _marks_by_part(day_state: DayState) -> dict[str, list[list[Mark]]]:
    """The marks of each part in the columns of ``SAID_AND_SEEN``, by its ref."""
    figures, differences = figures_by_part(day_state), differences_by_part(day_state)
    return {
        row["ref"]: under_headings(
            SAID_AND_SEEN,
            [
                _answered_mark(row),
                *(said_mark(row, voice) for voice in (Voice.FORCE, Voice.CPS, Voice.ADDRESSEE)),
                seen_mark(row),
                _measured_mark(row, figures.get(row["ref"], {})),
                judged_mark(row),
                closed_mark(row),
                _differ_mark(differences.get(row["ref"], ())),
            ],
        )
        for row in day_state.parts.iter_rows(named=True)
    }


def _differ_mark(differences: Sequence[str]) -> list[Mark]:
    return [Mark(Shape.UNEQUAL, "; ".join(differences))] if differences else []


def _answered_mark(row: Row) -> list[Mark]:
    """The mark of the extent to which the response answers a part."""
    answered = row["answered"]
    return [Mark(ANSWERS[answered] if answered else Shape.DOT, answered_text(row))]


def _measured_mark(row: Row, counts: Mapping[Verdict, int]) -> list[Mark]:
    """The verdict on the measures of a part that tells most, and all of them in words."""
    for verdict in counts:
        return [Mark(FIGURES[verdict], figures_text(counts))]
    return [Mark(Shape.DOT, "nothing is measured")] if row["is_local"] else []


# What each board saw, oldest first: its day, and the standing of each recommendation by its ref.
Boards = Sequence[tuple[date, Mapping[str, Standing]]]
OF_THE_STATE = (
    "The state is that of the least advanced part, as the force and the CPS report it and as known "
    "today. Where only other bodies are asked, it is what they report."
)
BY_PART = (
    ("Said, by part", (MarkColumn("Force"), MarkColumn("CPS"), MarkColumn("Other body", "Other"))),
    ("Seen", (MarkColumn("Evidence", "Seen"),)),
    ("Judged", (MarkColumn("Board"), MarkColumn("Inspectorate", "HMI"))),
)


def groups_of(boards: Boards) -> Groups:
    """The columns: by part, then the state at each of the boards and on the day."""
    days = [MarkColumn(short_day(day), f"{day.day}/{day.month}", is_past=True) for day, _ in boards]
    heading = f"State at the last {counted(len(boards), 'board')}, and now" if boards else "State"
    return (*BY_PART, (heading, (*days, MarkColumn("Now"))))


def recommendation_mark_rows(
    day_state: DayState, boards: Boards, addresses: Mapping[str, str]
) -> list[MarkRow]:
    """One row per recommendation, with marks in each column of ``groups_of``, and its next date.

    ``addresses``: of each recommendation, by its ref. A board before the recommendation has none.
    """
    by_part, dates, now = _marks_of_parts(day_state), next_date_cells(day_state), day_state.facts
    groups, named = groups_of(boards), day_state.facts.inspection_words
    rows = []
    for row in day_state.recommendations.iter_rows(named=True):
        ref = row["ref"]
        stood = [*(of_board.get(ref) for _, of_board in boards), standings(now).get(ref)]
        states = [[_standing_mark(each)] if each else [] for each in stood]
        rows.append(
            MarkRow(
                ", ".join([str(row["number"]), *named.get(row["inspection"], [])]),
                row["short_title"],
                addresses[ref],
                under_headings(groups, [*by_part.get(ref, [[]] * 6), *states]),
                below="" if dates[ref] == NOTHING else dates[ref],
            )
        )
    return rows


def _marks_of_parts(day_state: DayState) -> dict[str, list[list[Mark]]]:
    """The marks of the parts of each recommendation in the columns of ``BY_PART``, by its ref."""
    found: dict[str, list[list[Mark]]] = {}
    for row in day_state.parts.iter_rows(named=True):
        of_part = [
            said_mark(row, Voice.FORCE),
            said_mark(row, Voice.CPS),
            _beginning(short_names(row["addressee"]), said_mark(row, Voice.ADDRESSEE)),
            seen_mark(row),
            judged_mark(row),
            closed_mark(row),
        ]
        columns = found.setdefault(row["recommendation"], [[] for _ in of_part])
        for column, marks in zip(columns, of_part, strict=True):
            column.extend(_beginning(row["label"], marks))
    return found


def _beginning(words: str, marks: Sequence[Mark]) -> list[Mark]:
    return [Mark(mark.shape, f"{words}, {mark.words}") for mark in marks]


def _standing_mark(standing: Standing) -> Mark:
    state, left, asked = standing
    if state is None:
        return Mark(Shape.DOT, NO_POSITION)
    words = state_word(state, Voice.FORCE)
    if left:
        words += f"; {left} of {counted(asked, 'position')} asked for not recorded"
    return Mark(STATES[state], words)
