"""Marks of recommendations: a mark for each part and body, and the state at the last boards."""

from collections.abc import Mapping, Sequence
from datetime import date

from data_access.vocabulary import Voice
from metrics.day_state import DayState
from metrics.recommendations.standings import Standing, standings
from metrics.recommendations.voice_text import state_word
from metrics.text_format import counted
from ui.elements.markdown import NOTHING, short_names
from ui.elements.marks import Groups, Mark, MarkColumn, MarkRow, Shape, under_headings
from ui.rows.cell_format import short_day
from ui.rows.part_marks import NO_POSITION, STATES, closed_mark, judged_mark, said_mark, seen_mark
from ui.rows.recommendations import next_date_cells

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
    by_part, dates, now = _marks_by_part(day_state), next_date_cells(day_state), day_state.facts
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


def _marks_by_part(day_state: DayState) -> dict[str, list[list[Mark]]]:
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
