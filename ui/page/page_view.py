"""What a reader is looking at, by day, inspection and a page's own filters, and its address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from data_access.reads import Snapshot
from metrics.day_state import DayState
from metrics.memoize import kept
from metrics.scope import led_by, of_inspection
from metrics.text_format import day_in_words
from ui import reads
from ui.elements.tables import Download
from ui.page.filters import (
    ASKED,
    ASKED_OF,
    INSPECTION,
    MEETING,
    ORGANISATION,
    RESPONSE,
    SHOW,
    SHOWN,
    SINCE,
    Choice,
)
from ui.page.page_header import Title, draw_header
from ui.page.url_state import Box, asked_day, settled
from ui.rows.cell_format import Row


@dataclass(frozen=True)
class View:
    """What the reader is looking at: where everything stands on a day, and what was chosen.

    ``day_state``: of one inspection, where the page speaks of one of several; else ``whole``.
    ``chosen``: by the key of each choice, null for nothing. ``in_full``: what that comes to.
    """

    day_state: DayState
    whole: DayState
    held: Snapshot
    chosen: dict[str, str | None]
    in_full: dict[str, str]

    @property
    def day(self) -> date:
        return self.day_state.day

    def parameters(self, **others: str | int) -> dict[str, str]:
        """The address of this view on any page: day, inspection where there are several, others."""
        which = {INSPECTION.key: self.day_state.inspection} if self.day_state.inspection else {}
        texts = {key: str(value) for key, value in others.items()}
        return {"as_at": self.day.isoformat()} | which | texts

    def download(self, name: str) -> Download:
        """What a table taken from this view is called and marked with."""
        of = f"-{self.day_state.inspection}" if self.day_state.inspection else ""
        return Download(f"{name}{of}", self.day, self.day_state.is_invented)


def header(title: Title, *choices: Choice) -> View:
    """The page's title, the day and the page's own filters; what they come to is returned.

    A value in the address that cannot be used is named in one notice, with what is shown instead.
    """
    refused: list[str] = []
    held = reads.begun_with()
    days = asked_day(held, refused)
    whole = reads.day_state(held, days.asked or days.last)
    day_state, boxes = _chosen_of(whole, choices, refused)
    draw_header(title, day_state, days, [box for box in boxes if _is_offered(box, whole)])
    if refused:
        st.warning(" ".join(refused))
    return View(
        day_state,
        whole,
        held,
        chosen={box.choice.key: box.chosen for box in boxes},
        in_full={box.choice.key: box.in_full for box in boxes if box.in_full},
    )


def since(view: View) -> DayState | None:
    """Where all stood on the day changes are counted from, as known then; null before any board.

    The day is the one chosen, else that of the last board. Narrowed as the view is.
    """
    day = view.in_full.get(SINCE.key)
    if day is None:
        return None
    previous = reads.meeting_day_state(view.held, date.fromisoformat(day), view.day)
    ref = view.day_state.inspection
    # The inspection may be newer than the meeting: then there was nothing of it.
    return of_inspection(previous, ref) if ref else previous


def copy_link(view: View) -> None:
    """The whole address of the view, every default written out, so that it stays what it is."""
    opened = st.popover(
        "Copy link to this view",
        type="tertiary",
        icon=":material/link:",
        key="copy-link",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            st.caption(f"Shows this view as at {day_in_words(view.day)}, on any day it is opened.")
            parameters = view.parameters() | view.in_full
            address = f"{(st.context.url or '').split('?')[0]}?{urlencode(parameters)}"
            st.code(address, language=None, wrap_lines=True)


def chosen_meeting(view: View) -> Row | None:
    """The row of the meeting that the reader chose; null for none."""
    ref = view.chosen[MEETING.key]
    if ref is None:
        return None
    return view.day_state.tables["meeting"].row(by_predicate=pl.col("ref") == ref, named=True)


def of_organisation(view: View) -> View:
    """The view with the actions of the organisation that was chosen; the same where none was."""
    lead = view.chosen[ORGANISATION.key]
    return replace(view, day_state=led_by(view.day_state, lead)) if lead else view


def filtered_parts(view: View) -> pl.DataFrame:
    """The parts that the reader's choices leave."""
    wanted = []
    asked_of, answer = view.chosen[ASKED_OF.key], view.chosen[RESPONSE.key]
    if asked_of:
        wanted.append(ASKED[asked_of][1])
    if answer:
        wanted.append(pl.col("answered") == answer.replace("-", " "))
    return view.day_state.parts.filter(*wanted) if wanted else view.day_state.parts


def filtered_actions(view: View) -> pl.DataFrame:
    """The actions that the reader's choices leave: overdue first, then by their date."""
    return _shown_first_due(view.day_state, view.chosen[SHOW.key])


def open_recommendation(view: View) -> None:
    """A link to each recommendation's own page, as at the same day."""
    with st.container(horizontal=True, key="links-recommendations"):
        st.markdown("Open a recommendation:")
        for number in view.day_state.recommendations["number"]:
            st.page_link(
                "../pages/recommendations.py",
                label=str(number),
                query_params=view.parameters(rec=number),
            )


@kept
def _shown_first_due(day_state: DayState, shown: str | None) -> pl.DataFrame:
    wanted = [SHOWN[shown][1]] if shown else []
    return day_state.actions.filter(*wanted).sort(
        ~pl.col("is_open"), "due_on", "id", nulls_last=True
    )


def _chosen_of(
    whole: DayState, choices: Sequence[Choice], refused: list[str]
) -> tuple[DayState, list[Box]]:
    """What the page speaks of, and its boxes: behind an inspection, the lists are of it alone."""
    day_state, boxes = whole, []
    for choice in choices:
        box = settled(choice, day_state, refused)
        boxes.append(box)
        if choice.key == INSPECTION.key and box.in_full and _are_several(whole):
            day_state = of_inspection(whole, box.in_full)
    return day_state, boxes


def _is_offered(box: Box, whole: DayState) -> bool:
    return box.choice.key != INSPECTION.key or _are_several(whole)


def _are_several(whole: DayState) -> bool:
    return len(whole.titles) > 1
