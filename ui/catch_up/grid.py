"""The grids of Catch up: what stands of each part and action, and cells to say what stands now."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import polars as pl
import streamlit as st

from data_access import schemas, writes
from data_access.vocabulary import STATES_OF_ACTIONS, ChangeReason, Voice
from data_access.writes import Invalid, Refused
from metrics.catch_up import OF_POSITION, OF_UPDATE, actions_to_report, parts_to_report
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.recommendations.positions import VOICES
from metrics.text_format import NOBODY, capitalised, counted, day_text, listed
from ui.elements.day_box import parse_day
from ui.elements.markdown import short_names
from ui.forms.actions import UPDATE_STATES
from ui.forms.form_text import with_labels

# The column of a grid with the current entry; empty where nothing is recorded yet.
RECORDED = "Recorded"
# The cells to fill in, by the field of the entry, with their headings.
SINCE, SOURCE, NOTE, LEAD = "effective_on", "source", "note", "new_lead"
OF_PARTS = {"state": "State", SINCE: "Since", SOURCE: "Source", NOTE: "Note"}
OF_ACTIONS = {
    "state": "State",
    SINCE: "Since",
    "new_owner": "Owner",
    LEAD: "Lead",
    "handed_over_by": "Handed over by",
    "new_due_on": "Date agreed",
    "agreed_by": "Agreed by",
    "change_reason": "Why it changed",
    "waiting_on": "Waiting on",
    SOURCE: "Source",
    NOTE: "Note",
}
# Texts wrap in rows of more than four times the size of letters, which is 18 pixels.
ROW_HEIGHT, HEIGHT, MOST_ROWS_WITHOUT_SCROLLING = 73, 700, 9
WIDTHS = (250, 150, 160, 190)

# An entry that a row of a grid becomes.
ReportedEntry = schemas.NewPosition | schemas.NewActionUpdate


class Grid(NamedTuple):
    """A grid: the table its entries go to, its rows, and its cells to fill in.

    ``subject``: the columns that name the subject of a row.
    ``cells``: the headings of the cells to fill in, by field. ``choices``: the words to choose
    from, by field. ``title``: the words for one of its rows. ``stands``: the column of a row that a
    field would replace. ``always``: the fields that an entry gives even where they say what stands.
    """

    name: str
    table: str
    kind: type[ReportedEntry]
    subject: tuple[str, ...]
    rows: Callable[[DayState], pl.DataFrame]
    shown: Callable[[Row], dict[str, str]]
    title: Callable[[Row], str]
    cells: Mapping[str, str]
    choices: Mapping[str, list[str]]
    stands: Mapping[str, str]
    always: frozenset[str]


class Filled(NamedTuple):
    """A row that was filled in: its title, and its entry or what is wrong with it.

    ``cells``: the headings of the fields.
    """

    title: str
    entry: ReportedEntry | None
    wrong: str = ""
    cells: Mapping[str, str] = MappingProxyType({})


def _part_shown(row: Row) -> dict[str, str]:
    return {
        "Part": f"{row['label']}. {row['short_title']}",
        "Whose": _whose(row),
        "In the answer": row["stated"] or "",
        RECORDED: _stands(row),
    }


def _whose(row: Row) -> str:
    is_other = row["voice"] == Voice.ADDRESSEE
    return str(row["addressee"]) if is_other else capitalised(VOICES[row["voice"]])


def _part_title(row: Row) -> str:
    return f"{row['label']}. {row['short_title']}, {_whose(row)}"


def _action_shown(row: Row) -> dict[str, str]:
    due = f"due {day_text(row['due_on'])}" if row["due_on"] else ""
    return {
        "Action": f"{row['action']}. {row['title']}",
        "Whose": f"{short_names(row['lead'])}, {row['owner_role'] or NOBODY}",
        "In the answer": row["stated_as"] or "",
        RECORDED: "; ".join(filter(None, (_stands(row), due))),
    }


def _stands(row: Row) -> str:
    return f"{row['state']} since {day_text(row['since'])}" if row["state"] else ""


PARTS = Grid(
    "parts",
    "position",
    schemas.NewPosition,
    OF_POSITION,
    parts_to_report,
    _part_shown,
    _part_title,
    OF_PARTS,
    {"state": [word.value for word in STATES_OF_ACTIONS]},
    stands={"state": "state", SINCE: "since"},
    always=frozenset({"state", SINCE}),
)
ACTIONS = Grid(
    "actions",
    "action_update",
    schemas.NewActionUpdate,
    OF_UPDATE,
    actions_to_report,
    _action_shown,
    lambda row: f"{row['action']}. {row['title']}",
    OF_ACTIONS,
    {
        "state": [word.value for word in UPDATE_STATES],
        "change_reason": [word.value for word in ChangeReason],
    },
    stands={
        "state": "state",
        SINCE: "since",
        "new_owner": "owner_role",
        LEAD: "lead",
        "new_due_on": "due_on",
        "waiting_on": "waiting_on",
    },
    always=frozenset({SINCE}),
)


def draw(grid: Grid, rows: list[Row], key: str, alt: str, bodies: Mapping[str, str]) -> list[Row]:
    """Draw a grid, and return its rows with the text of each cell, null for an empty one.

    ``bodies``: the ref of each body that may lead, by its name. Streamlit forgets a grid once its
    page is left, so one that is drawn again begins with what was reviewed.
    """
    shown = [grid.shown(row) for row in rows]
    empty = dict.fromkeys(grid.cells.values(), None)
    begins_with, reviewed = f"{key} begins with", f"{key} reviewed"
    if key not in st.session_state:
        st.session_state[begins_with] = st.session_state.get(reviewed)
    cells = st.session_state.get(begins_with) or []
    if len(cells) != len(rows):
        cells = [empty] * len(rows)
    text = pl.DataFrame(
        [each | filled for each, filled in zip(shown, cells, strict=True)],
        schema=dict.fromkeys([*shown[0], *empty], pl.String),
    )
    typed = st.data_editor(
        text,
        key=key,
        alt=alt,
        hide_index=True,
        disabled=list(shown[0]),
        column_config=_columns(grid, list(shown[0]), bodies),
        row_height=ROW_HEIGHT,
        height=HEIGHT if len(rows) > MOST_ROWS_WITHOUT_SCROLLING else "content",
        placeholder="",
    )
    st.session_state[reviewed] = typed.select(grid.cells.values()).to_dicts()
    names = {heading: field for field, heading in grid.cells.items()}
    return [
        {names[heading]: (row[heading] or "").strip() or None for heading in names}
        for row in typed.to_dicts()
    ]


def rows_without_record(grid: Grid, rows: list[Row]) -> str:
    """A sentence: of how many rows nothing is recorded yet; empty if something is of each."""
    without = sum(not grid.shown(row)[RECORDED] for row in rows)
    return f"{without} of {counted(len(rows), 'row')} of {grid.name}" if without else ""


def filled_row(
    grid: Grid,
    row: Row,
    cells: Row,
    seen: int,
    bodies: Mapping[str, str],
    since: date | None = None,
    source: str = "",
) -> Filled | None:
    """The entry of a row by its filled cells; null for a row that nobody filled in.

    ``seen``: the newest entry on the subject that the writer saw, 0 for none. ``bodies``: the ref
    of each body by its name. ``since`` and ``source`` stand for the cells left empty.
    """
    if not any(cells.values()):
        return None
    title = grid.title(row)
    values: dict[str, Any] = {name: cells.get(name) for name in grid.cells}
    known = {name: row[name] for name in grid.subject} | {"seen": seen}
    try:
        for name in filter(is_day, values):
            values[name] = _day(grid.cells[name], values[name])
        for name in filter(values.get, grid.choices):
            values[name] = _word(grid.cells[name], values[name], grid.choices[name])
        if values.get(LEAD) and values[LEAD] not in bodies.values():
            values[LEAD] = bodies[_word(grid.cells[LEAD], values[LEAD], bodies)]
        if since:
            values[SINCE] = values[SINCE] or since
        values[SOURCE] = values[SOURCE] or source or None
        entry = writes.validate(grid.kind, **known, **values)
    except (Invalid, Refused) as refusal:
        return Filled(title, None, with_labels(grid.cells, str(refusal)))
    return Filled(title, entry, cells=grid.cells)


def bodies_of(day_state: DayState) -> dict[str, str]:
    """The ref of each body that may lead an action, by its name."""
    return {name: ref for ref, name in day_state.facts.names.items()}


def is_day(field: str) -> bool:
    """Return whether the field of an entry is a day."""
    return field.endswith("_on") and field != "waiting_on"


def _columns(grid: Grid, shown: list[str], bodies: Mapping[str, str]) -> dict[str, Any]:
    choices = {LEAD: list(bodies)} | dict(grid.choices)
    columns: dict[str, Any] = {
        heading: st.column_config.TextColumn(pinned=heading == shown[0], width=width)
        for heading, width in zip(shown, WIDTHS, strict=True)
    }
    for field, heading in grid.cells.items():
        # A list would leave the cell empty, in silence, where a word that it lacks is pasted.
        words = f"One of: {', '.join(choices[field])}" if field in choices else None
        said = "Like 16/07/2021" if is_day(field) else words
        columns[heading] = st.column_config.TextColumn(help=said)
    return columns


def _day(heading: str, text: str | None) -> date | None:
    day, fault = parse_day(text or "")
    if fault:
        raise Refused(f"{heading}: {fault}")
    return day


def _word(heading: str, text: str, words: Collection[str]) -> str:
    """The one of ``words`` that ``text`` is, or is the beginning of."""
    typed = text.casefold()
    begun = [word for word in words if word.casefold().startswith(typed)]
    same = [word for word in begun if word.casefold() == typed]
    if len(begun) == 1 or same:
        return (same or begun)[0]
    if begun:
        raise Refused(f"{heading}: {text} begins {listed(begun)}. Write more of it.")
    raise Refused(f"{heading}: {text} is not one of: {', '.join(words)}.")
