"""The deadlines of actions as a calendar file."""

from datetime import UTC, datetime, time, timedelta

import polars as pl
import streamlit as st
from icalendar import Calendar, Event

from metrics.frames import Row
from metrics.memoize import memoize
from metrics.text_format import NOBODY, counted
from ui.elements.markdown import DEMONSTRATION
from ui.page.page_view import PageView


def deadlines(actions: pl.DataFrame, view: PageView) -> bytes:
    """A calendar with an all-day entry for the current date of each action that has one.

    The same actions on the same day give the same bytes, so that a calendar replaces its entries.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//RaSSO Oversight//Deadlines//EN")
    calendar.add("version", "2.0")
    for row in actions.filter(pl.col("due_on").is_not_null()).iter_rows(named=True):
        event = Event()
        event.add("uid", f"{row['ref']}@rasso-oversight")
        event.add("dtstamp", datetime.combine(view.day, time(), UTC))
        event.add("dtstart", row["due_on"])
        event.add("dtend", row["due_on"] + timedelta(days=1))
        event.add("summary", _summary(row, view))
        event.add(
            "description",
            f"{row['lead']}: {row['owner_role'] or NOBODY}. First agreed date "
            f"{row['first_agreed_on']:%d/%m/%Y}.",
        )
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


@memoize
def _open_with_a_date(actions: pl.DataFrame) -> pl.DataFrame:
    return actions.filter("is_open", pl.col("due_on").is_not_null())


def offer_file(actions: pl.DataFrame, view: PageView) -> None:
    """Draw a button that downloads the deadlines of the open ones among ``actions``."""
    still_open = _open_with_a_date(actions)
    if still_open.is_empty():
        st.markdown("No open action has a date to put in a calendar.")
        return
    download = view.download("deadlines")
    st.download_button(
        f"Download {counted(still_open.height, 'deadline')} for a calendar",
        data=lambda: deadlines(still_open, view),
        file_name=f"{download.stem}.ics",
        mime="text/calendar",
        on_click="ignore",
        type="tertiary",
        icon=":material/event:",
        key="download-deadlines",
    )


def _summary(row: Row, view: PageView) -> str:
    mark = f"{DEMONSTRATION}. " if view.day_state.is_invented else ""
    return f"{mark}{row['ref']} due: {row['title']}"
