"""Rows about meetings, their agendas, decisions and questions."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings.agenda import AgendaItem
from metrics.meetings.meeting_agenda import Change, LeftOut
from metrics.meetings.meeting_dates import kind_titles, series_text
from metrics.meetings.meeting_summary import Since
from metrics.status_rules import days_late
from metrics.text_format import NOBODY, capitalised, counted, day_text, lines_in_one, listed
from ui.elements.markdown import NOTHING, plain, short_names
from ui.rows.cell_format import TextRow, day_cell, link_cell, per_row, per_row_of

NO_MEETING = "No board is recorded before this day, so there are no changes to show."


def since_heading(changes: Since | None) -> str:
    """The heading over what changed since a meeting."""
    return f"Since the {changes.meeting if changes else 'last board'}"


def changes_in_short(changes: Since | None) -> list[str]:
    """A paragraph for each of the first kinds of change, and one that names those of which there
    was none.
    """
    if changes is None:
        return [NO_MEETING]
    first = [
        f"**{topic.name}, {len(topic.items)}.** {plain(topic.in_short())}"
        for topic in changes.first_topics
        if topic.items
    ]
    none = listed(topic.name.lower() for topic in changes.first_topics if not topic.items)
    return [
        *first,
        *([f"**None:** {none}."] if none else []),
    ]


def meeting_rows(
    day_state: DayState, planned: pl.DataFrame, addresses: Mapping[str, str]
) -> pl.DataFrame:
    """One row per meeting planned or held, newest first, with what of it is not settled.

    ``planned``: as ``planned_meetings`` gives them. ``addresses``: of those held, by their refs.
    """
    tables, titles = day_state.tables, kind_titles(day_state.tables["meeting_kind"])
    to_come = [
        {
            "Meeting": plain(capitalised(titles[kind])),
            "Held": f"planned for {day_text(day)}"
            + (", **not recorded as held**" if day < day_state.day else ""),
        }
        for kind, day in planned.select("kind", "planned_on").reverse().iter_rows()
    ]
    held = [
        {
            "Meeting": link_cell(capitalised(titles[kind]), addresses[ref]),
            "Held": day_cell(day),
            "Decided": _settled(tables["decision"], ref, "done_on", "done"),
            "Asked": _settled(tables["ask"], ref, "answered_on", "answered"),
        }
        for ref, kind, day in tables["meeting"]
        .sort("held_on", "id", descending=True)
        .select("ref", "kind", "held_on")
        .iter_rows()
    ]
    columns = dict.fromkeys(("Meeting", "Held", "Decided", "Asked"), pl.String)
    return pl.DataFrame(to_come + held, columns).fill_null(NOTHING)


def _settled(business: pl.DataFrame, meeting: str, settled_on: str, word: str) -> str | None:
    """How much of what a meeting decided or asked is settled; null where there was none."""
    of_it = business.filter(pl.col("meeting") == meeting)[settled_on]
    return f"{of_it.count()} of {of_it.len()} {word}" if of_it.len() else None


@per_row
def one_meeting_rows(row: Row, titles: Mapping[str, str]) -> TextRow:
    """The row of a meeting, held or planned. ``titles``: of the kinds of meetings."""
    return {
        "Meeting": plain(capitalised(titles[row["kind"]])),
        "Held": day_cell(row["held_on"], "not yet"),
        "Planned for": day_cell(row["planned_on"]),
        "Chair": plain(row["chair"]) or NOTHING,
        "Members": plain(lines_in_one(row["members"])) or NOTHING,
        "Recorded by": plain(row["recorded_by"]),
    }


@per_row
def kind_rows(row: Row) -> TextRow:
    """The row of a kind of meeting: what it is called, its series, who chairs it and who comes."""
    return {
        "Meeting": plain(capitalised(row["title"])),
        "Meets": series_text(row) or NOTHING,
        "Chair": plain(row["chair"]) or NOTHING,
        "Members": plain(lines_in_one(row["members"])) or NOTHING,
        "Planned until": day_cell(row["retired_on"]),
    }


@per_row
def decision_rows(row: Row) -> TextRow:
    """One row per decision: its owner, due date, lateness and meeting."""
    return {
        "Decision": plain(row["text"]),
        "Whose": plain(row["owner"]) or NOBODY,
        "Decided": day_cell(row["held_on"]),
        "Due": day_cell(row["due_on"], "no date agreed"),
        "State": decision_state(row),
    }


def decision_state(row: Row) -> str:
    """The state of a decision (done, late or open) with its day or lateness."""
    if row["done_on"]:
        return f"done {day_cell(row['done_on'])}"
    return f"**{counted(row['days_late'], 'day')} late**" if row["days_late"] else "open"


def _oldest_first(asks: pl.DataFrame) -> pl.DataFrame:
    return asks.sort("asked_on", maintain_order=True)


@per_row_of(_oldest_first)
def ask_rows(row: Row, names: Mapping[str, str], day: date) -> TextRow:
    """One row per question, the oldest first: the body asked, the date, and the answer."""
    return {
        "Asked": plain(row["what"]),
        "Of whom": plain(short_names(names[row["of_whom"]])),
        "On": day_cell(row["asked_on"]),
        "Due": day_cell(row["due_on"], "no date agreed"),
        "Answer": (
            f"{day_cell(row['answered_on'])}: {plain(row['answer'])}{_accepted(row)}"
            if row["answered_on"]
            else no_answer(row, day)
        ),
    }


def _accepted(row: Row) -> str:
    """A note on who proposed an answer and who accepted it; empty where nobody did."""
    proposed_by = row.get("proposed_by")
    if not proposed_by:
        return ""
    return f" (proposed by {plain(proposed_by)}, accepted by {plain(row['accepted_by'])})"


def no_answer(row: Row, day: date) -> str:
    """The lateness of an answer, its due date, or the age of the question."""
    if row["due_on"] is None:
        age = (day - row["asked_on"]).days
        since = f"for {counted(age, 'day')}" if age else "yet"
        return f"none {since}, no date agreed"
    if late := days_late(row["due_on"], day):
        return f"**{counted(late, 'day')} late**"
    left = (row["due_on"] - day).days
    return f"none yet, due in {counted(left, 'day')}" if left else "none yet, due on this day"


def agenda_rows(items: Sequence[AgendaItem]) -> pl.DataFrame:
    """One row per item, numbered in the order of the agenda: why it is there, who speaks, how long.

    No columns if there are no items.
    """
    return pl.DataFrame(
        [
            {
                "No.": str(number),
                "Item": plain(item.text),
                "Topic": plain(item.topic),
                "Who speaks": plain(item.speaker) or NOTHING,
                "Time": counted(item.minutes, "minute") if item.minutes else NOTHING,
            }
            for number, item in enumerate(items, 1)
        ]
    )


def change_lines(changes: Sequence[Change]) -> list[str]:
    """A line for each change since an agenda was frozen."""
    return [
        f"{change.what}: {change.item.text}"
        + (f" (it read: {change.was})" if change.was is not None else "")
        for change in changes
    ]


def left_out_lines(left_out: Sequence[LeftOut]) -> list[str]:
    """A line for each item that is left out, with the reason."""
    return [f"{each.item.text}: left out, {each.reason}" for each in left_out]
