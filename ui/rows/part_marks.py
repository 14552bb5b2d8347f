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
from metrics.recommendations.positions import state_word
from metrics.status_rules import (
    ASKED_LOCALLY,
    NOT_RECORDED,
    Difference,
    Standing,
    Standings,
    standing_of_all,
)
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
    FirstPosition.SAID_NOT_DONE: Shape.NOT_DONE,
    FirstPosition.NOT_MENTIONED: Shape.SILENT,
}
ANSWERS = {
    Answered.ANSWERED: Shape.SQUARE,
    Answered.PARTLY: Shape.HALF_SQUARE,
    Answered.NOT_MENTIONED: Shape.SILENT,
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
    Verdict.NO_FIGURE: Shape.BAR,
}
# What a grid of these marks lists on a telephone.
NOT_WELL_TEXT = (
    "what is not started or said not done, late, out of date, missed or not assured, and where "
    "what is recorded contradicts itself"
)
DIFFERENCES = {
    Difference.BODIES: Shape.UNEQUAL,
    Difference.NOT_EVIDENCED: Shape.UNSHOWN,
    Difference.MEASURED_OTHERWISE: Shape.CONTRARY,
}
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
    ("Contradicted", (MarkColumn("By what is recorded", "≠"),)),
)


def said_and_seen_rows(
    day_state: DayState, parts: pl.DataFrame, addresses: Mapping[str, str]
) -> list[MarkRow]:
    """One row per part, with a mark in each column of ``SAID_AND_SEEN``; contradictions first.

    ``parts``: those of the day that are shown. ``addresses``: of each recommendation, by its ref.
    """
    marks, differences = _marks_by_part(day_state), differences_by_part(day_state)
    rows = [
        MarkRow(label, title, addresses[of], marks[ref], stands_out=ref in differences)
        for ref, label, title, of in parts.select(
            "ref", "label", "short_title", "recommendation"
        ).iter_rows()
    ]
    return sorted(rows, key=lambda row: not row.stands_out)


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
        if row["stated_on"]:
            return [Mark(Shape.SILENT, NO_WORD_OF_ITS_OWN)]
        return [Mark(Shape.DOT, NOT_RECORDED)]
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
    nothing_seen = STATES[state] if state else Shape.DOT
    return [Mark(Shape.HALF if holds else nothing_seen, words)]


def judged_mark(row: Row) -> list[Mark]:
    """The board's judgement of a part; none where the part is not asked of force or CPS."""
    judged = row["performance"]
    if judged:
        return [Mark(JUDGEMENTS[judged], f"{judged}, {day_text(row['judged_on'])}")]
    return [Mark(Shape.DOT, NOT_RECORDED)] if row["is_local"] else []


def closed_mark(row: Row) -> list[Mark]:
    """The inspectorate's position on a part."""
    state = row[f"{Voice.INSPECTORATE}_state"]
    if state:
        return [Mark(STATES[state], state_word(state, Voice.INSPECTORATE))]
    return [Mark(Shape.DOT, NOT_RECORDED)]


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
                _measured_mark(figures.get(row["ref"], {})),
                judged_mark(row),
                closed_mark(row),
                _difference_marks(differences.get(row["ref"], ())),
            ],
        )
        for row in day_state.parts.iter_rows(named=True)
    }


def _difference_marks(differences: Sequence[tuple[Difference, str]]) -> list[Mark]:
    return [Mark(DIFFERENCES[kind], words) for kind, words in differences]


def _answered_mark(row: Row) -> list[Mark]:
    """The mark of the extent to which the response answers a part."""
    answered = row["answered"]
    return [Mark(ANSWERS[answered] if answered else Shape.DOT, answered_text(row))]


def _measured_mark(counts: Mapping[Verdict, int]) -> list[Mark]:
    """The verdict on the measures of a part that tells most, and all of them in words."""
    return [Mark(FIGURES[verdict], figures_text(counts)) for verdict in [*counts][:1]]


# What each board saw, oldest first: its day, and the standing of each recommendation by its ref.
Boards = Sequence[tuple[date, Standings]]
OF_THE_STATE = (
    "Complete: reported so in every part by the force and the CPS; where neither is asked, by the "
    "bodies asked."
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
    by_part, dates = _marks_of_parts(day_state), next_date_cells(day_state)
    groups, named = groups_of(boards), day_state.facts.inspection_words
    rows = []
    for row in day_state.recommendations.iter_rows(named=True):
        ref = row["ref"]
        stood = [each.get(ref) for each in (*(then for _, then in boards), day_state.standings)]
        states = [[standing_mark(standing_of_all(each))] if each else [] for each in stood]
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


def standing_mark(standing: Standing) -> Mark:
    """The mark of a recommendation: complete only where every position asked is."""
    if not standing.counts:
        return Mark(Shape.DOT, NOT_RECORDED)
    recorded = {*standing.counts}
    is_in_part = len(recorded) > 1 or (standing.left and State.COMPLETE in recorded)
    return Mark(Shape.HALF if is_in_part else STATES[recorded.pop()], standing.text)
