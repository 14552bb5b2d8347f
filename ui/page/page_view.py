"""The view of a page: its day, inspection and filters, and its address."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from metrics.day_state import DayState
from metrics.headline_figures import AtMeeting, numbers_then
from metrics.meetings.meeting_dates import last_boards
from metrics.meetings.meeting_summary import Since, since_meeting
from metrics.plan.slippage import ref_of_line
from metrics.scope import led_by, of_inspection
from metrics.status_rules import Standings
from metrics.text_format import day_text
from ui import reads
from ui.elements import layout
from ui.elements.csv_download import Download
from ui.elements.pop_ups import draw_control
from ui.page import find_box, room
from ui.page.filters import (
    ACTION,
    INSPECTION,
    MEETING,
    ORGANISATION,
    SHOW,
    SHOWN,
    SINCE,
    Filter,
)
from ui.page.page_header import Title, draw_filters, draw_header, draw_header_for_the_room
from ui.page.url_state import Box, day_of_address, not_offered, settled, toggle
from ui.pages import MEETINGS, RECOMMENDATIONS
from ui.reads import StoreState
from ui.sign_in import access_notes


@dataclass(frozen=True)
class PageView:
    """The day, inspection and filters of one run of a page.

    ``day_state``: of the chosen inspection if there are several; otherwise ``full_state``, which is
    of all inspections.
    ``chosen``: the value of each filter by its key, null if the reader chose nothing.
    ``in_full``: the values with the defaults filled in, without those that are null.
    """

    day_state: DayState
    full_state: DayState
    state: StoreState
    chosen: dict[str, str | None]
    in_full: dict[str, str]

    @property
    def day(self) -> date:
        return self.day_state.day

    def parameters(self, **others: str | int) -> dict[str, str]:
        """The parameters of a link to this view: day, inspection if there are several, others."""
        which = {INSPECTION.key: self.day_state.inspection} if self.day_state.inspection else {}
        texts = {key: str(value) for key, value in others.items()}
        return {"as_at": self.day.isoformat()} | which | texts

    def download(self, name: str, rows: Callable[[], pl.DataFrame] | None = None) -> Download:
        """A download of this view; ``rows`` makes its rows if they differ from the table's."""
        suffix = f"-{self.day_state.inspection}" if self.day_state.inspection else ""
        return Download(f"{name}{suffix}", self.day, self.day_state.is_invented, rows)


def header(title: Title, *choices: Filter, unless: Filter | None = None) -> PageView:
    """Draw the title, the day and the filters of a page, and return its view.

    ``unless``: none of them is drawn once this filter has a value; the page has its own title.
    One notice names the refused values of the address, and what is shown instead.
    """
    refused: list[str] = []
    state = reads.store_state()
    days = day_of_address(state, refused)
    full_state = state.day_state(days.asked or days.last)
    for_the_room = room.is_asked_for([choice.key for choice in choices], refused)
    day_state, boxes = _chosen_of(full_state, choices, refused)
    offered = [box for box in boxes if box.choice.key != INSPECTION.key or _are_several(full_state)]
    view = PageView(
        day_state,
        full_state,
        state,
        chosen={box.choice.key: box.chosen for box in boxes},
        in_full={box.choice.key: box.in_full for box in boxes if box.in_full},
    )
    if unless and unless.key in view.in_full:
        pass
    elif for_the_room:
        draw_header_for_the_room(title, day_state, offered)
    else:
        draw_find = partial(find_box.draw, full_state, view.parameters)
        draw_header(title, day_state, days, offered, partial(_draw_ways, view), draw_find)
    if refused:
        st.warning(" ".join(refused))
    access_notes.note_view(view.parameters() | view.in_full)
    return view


def choose_within(view: PageView, name: str, *choices: Filter) -> PageView:
    """Draw further filters below the header, and return the view with what they choose."""
    refused: list[str] = []
    boxes = [settled(choice, view.day_state, refused) for choice in choices]
    with layout.row(f"within-{name}"):
        draw_filters(boxes)
    if refused:
        st.warning(" ".join(refused))
    return replace(
        view,
        chosen=view.chosen | {box.choice.key: box.chosen for box in boxes},
        in_full=view.in_full | {box.choice.key: box.in_full for box in boxes if box.in_full},
    )


def offer_nothing_within(why: str, *choices: Filter) -> None:
    """Say of further filters that the address chooses in vain, and ``why``, in a sentence."""
    refused: list[str] = []
    for choice in choices:
        not_offered(choice, why, refused)
    if refused:
        st.warning(" ".join(refused))


def since(view: PageView) -> DayState | None:
    """The earlier state to compare with, of the same inspection; null before the first board.

    Its day is the one chosen, or else that of the last board. It excludes later records.
    """
    day = view.in_full.get(SINCE.key)
    if day is None:
        return None
    previous = view.state.meeting_day_state(date.fromisoformat(day))
    ref = view.day_state.inspection
    # The state is empty if the inspection is newer than the meeting.
    return of_inspection(previous, ref) if ref else previous


def changes_since(view: PageView, previous: DayState | None) -> Since | None:
    """The changes since ``previous``, as ``since`` gives it; null where that is null."""
    if previous is None:
        return None
    then, ref = view.state.day_state(previous.day), view.day_state.inspection
    as_known_now = of_inspection(then, ref) if ref else then
    return since_meeting(previous, as_known_now, view.day_state)


def at_last_boards(view: PageView, most: int) -> list[tuple[date, Standings]]:
    """The newest boards before the day, oldest first, with how each recommendation stood then."""
    tables = view.full_state.tables
    days = last_boards(tables["meeting"], tables["meeting_kind"], view.day, most)
    return [(day, view.state.meeting_day_state(day).standings) for day in reversed(days)]


def figures_before(view: PageView, most: int) -> list[AtMeeting]:
    """The figures of the briefing at the newest boards before the day, the oldest first.

    As a board could see them then; one before the inspection was published is left out.
    """
    tables = view.full_state.tables
    days = last_boards(tables["meeting"], tables["meeting_kind"], view.day, most)
    stood = [(day, view.state.meeting_day_state(day)) for day in reversed(days)]
    if ref := view.day_state.inspection:
        stood = [
            (day, of_inspection(then, ref))
            for day, then in stood
            if ref in then.tables["inspection"]["ref"]
        ]
    return [AtMeeting(day, numbers_then(then)) for day, then in stood]


def address_of(view: PageView, base: str) -> str:
    """The address of the view, with its defaults written out so that they stay fixed.

    ``base``: the address of the page, or of the app.
    """
    return f"{base.partition('?')[0]}?{urlencode(view.parameters() | view.in_full)}"


def copy_link(view: PageView) -> None:
    """Offer the address of the view, with its defaults written out so that they stay fixed.

    In the room there is nothing to copy.
    """
    if room.is_shown():
        return
    draw_control("copy-link", "Copy link", "link", partial(draw_address, view))


def draw_address(view: PageView) -> None:
    """Draw the address of the view, to copy."""
    st.caption(f"Shows this view as at {day_text(view.day)}, on any day it is opened.")
    st.code(address_of(view, st.context.url or ""), language=None, wrap_lines=True)


def of_chosen_organisation(view: PageView) -> PageView:
    """The view with only the actions of the chosen organisation; unchanged if none is chosen."""
    lead = view.chosen[ORGANISATION.key]
    return replace(view, day_state=led_by(view.day_state, lead)) if lead else view


def filtered_actions(view: PageView) -> pl.DataFrame:
    """The actions that pass the filters: open ones first, then by date."""
    shown = view.chosen[SHOW.key]
    wanted = [SHOWN[shown][1]] if shown else []
    return view.day_state.actions.filter(*wanted).sort(
        ~pl.col("is_open"), "due_on", "id", nulls_last=True
    )


def recommendation_addresses(view: PageView, **kept: str) -> dict[str, str]:
    """The address of each recommendation as at the same day, by its ref, from any page.

    ``kept``: further choices that the address is to keep.
    """
    named = view.day_state.facts.inspection_words
    rows = view.day_state.recommendations.select("ref", "inspection", "number").rows()
    return {
        ref: f"{RECOMMENDATIONS.url_path}?"
        + urlencode(kept | view.parameters(rec=number, **({INSPECTION.key: of} if named else {})))
        for ref, of, number in rows
    }


def _chosen_of(
    full_state: DayState, choices: Sequence[Filter], refused: list[str]
) -> tuple[DayState, list[Box]]:
    """The state of the chosen inspection, and the boxes; later filters offer its values."""
    day_state, boxes = full_state, []
    for choice in choices:
        # In the room, this key of the address says so instead of which actions are listed.
        is_taken = choice.key == room.SHOW and room.is_shown()
        box = Box(choice, {}, None, None) if is_taken else settled(choice, day_state, refused)
        boxes.append(box)
        if choice.key == INSPECTION.key and box.in_full and _are_several(full_state):
            day_state = of_inspection(full_state, box.in_full)
    return day_state, boxes


def _are_several(full_state: DayState) -> bool:
    return len(full_state.titles) > 1


def show_history(name: str) -> None:
    """Open the history of the action whose line was pressed, or close it again."""
    toggle(ACTION, ref_of_line(name))


def _draw_ways(view: PageView) -> None:
    """Draw the way to the view for the room, of a page that has one."""
    if not room.offers_room():
        return
    address = view.parameters() | view.in_full | {room.SHOW: room.FOR_THE_ROOM}
    st.html(f'<a class="way" href="?{html.escape(urlencode(address))}">Show for the room</a>')


def meeting_addresses(view: PageView) -> dict[str, str]:
    """The address of each meeting held, by its ref."""
    return {
        ref: f"{MEETINGS.url_path}?{urlencode(view.parameters(**{MEETING.key: ref}))}"
        for ref in view.day_state.tables["meeting"]["ref"]
    }
