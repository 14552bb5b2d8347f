"""What did each meeting decide and ask, and what of that is not done?"""

import polars as pl
import streamlit as st

from metrics.changes import decisions_not_done, with_lateness
from metrics.digest import open_business_in_words
from ui import controls, figures
from ui.choices import MEETING
from ui.rows.meetings import ask_rows, decision_rows, meeting_rows
from ui.tables import Download, table

# Read
view = controls.header("Meetings", MEETING)
figures.stop_if_empty(view)
now = view.standing
names = dict(now.tables["organisation"].select("ref", "name").iter_rows())

# Compute
not_done = decisions_not_done(now.tables["decision"], now.tables["meeting"], view.day)
unanswered = now.tables["ask"].filter(pl.col("answered_on").is_null()).sort("asked_on")
meeting = view.chosen["meeting"]

# Draw
figures.lead(open_business_in_words(not_done, unanswered))
if meeting:
    with figures.section("meeting", MEETING.options(now)[meeting]):
        decided = with_lateness(now.tables["decision"], now.tables["meeting"], view.day).filter(
            pl.col("meeting") == meeting
        )
        asked = now.tables["ask"].filter(pl.col("meeting") == meeting)
        st.subheader("Decided")
        table(decision_rows(decided), key="decided", alt="What the meeting decided")
        figures.nothing_if_empty(decided, "No decision is recorded.")
        st.subheader("Asked")
        table(ask_rows(asked, names, view.day), key="asked", alt="What it asked")
        figures.nothing_if_empty(asked, "Nothing asked is recorded.")
with figures.section("not-done", "Decided and not done"):
    table(
        decision_rows(not_done),
        key="not-done",
        alt="Open decisions",
        download=Download("decisions-open", view.day),
    )
    figures.nothing_if_empty(not_done, "Every decision recorded is done.")
with figures.section("unanswered", "Asked and not answered"):
    table(
        ask_rows(unanswered, names, view.day),
        key="unanswered",
        alt="Open questions",
        download=Download("asks", view.day),
    )
    figures.nothing_if_empty(unanswered, "Everything asked has been answered.")
with figures.section("meetings", "Meetings held"):
    table(meeting_rows(now), key="meetings", alt="Meetings, newest first")
    figures.nothing_if_empty(now.tables["meeting"], "No meeting has been recorded.")
controls.copy_link(view)
figures.source(view, "Source: what was recorded at the meetings.")
