"""What does the meeting make of each item? One after the other, for the projector or a tablet."""

from dataclasses import replace

import polars as pl
import streamlit as st

from data_access.vocabulary import Role
from metrics.meetings.item_facts import item_facts
from metrics.meetings.outcomes import newest_of_item, outcomes_at
from ui.elements import layout, prose
from ui.elements.markdown import plain
from ui.forms.form import WRITER
from ui.meetings import begin_and_close, item, navigation, outcome_form
from ui.meetings.outcome_form import ItemUnderWay
from ui.page import page_view, provenance
from ui.page.filters import MEETING_UNDER_WAY
from ui.page.meeting import agenda_of, meeting_of, planned_on_day
from ui.sign_in import current_person

SOURCE = "Source: what was recorded, and the answers that were published."

# Read
begin_and_close.stay_at_the_one_just_closed()
view = page_view.header("Meeting mode", MEETING_UNDER_WAY, unless=MEETING_UNDER_WAY)
provenance.stop_if_empty(view)
day_state, tables = view.day_state, view.state.tables
ref = view.in_full.get(MEETING_UNDER_WAY.key)
st.session_state[begin_and_close.SHOWN] = ref
may_record = current_person.may(Role.RECORDER)

# Compute
meetings = day_state.tables["meeting"]
meeting = meetings.row(by_predicate=pl.col("ref") == ref, named=True) if ref else None
items = agenda_of(view, meeting_of(meeting, tables["meeting_kind"])).before_it if meeting else []
recorded = {each.item for each in outcomes_at(tables, ref) if each.counts} if ref else set()
closing = day_state.tables["meeting_closing"].filter(pl.col("meeting").eq_missing(ref))
may_change = may_record and closing.is_empty()

# Draw
if meeting is None:
    by = navigation.ask_recorder(WRITER) if may_record and planned_on_day(view) else ""
    navigation.refuse_item(navigation.NO_MEETING)
    begin_and_close.offer_to_begin(view, by, may_record=may_record)
    provenance.source(view, SOURCE)
    st.stop()
title = MEETING_UNDER_WAY.options(day_state)[meeting["ref"]]
with layout.row("meeting-mode"):
    st.title(plain(title), anchor=False)
    by = navigation.ask_recorder(WRITER) if may_change else ""
    left = len({each.key for each in items} - recorded)
    begin_and_close.draw_this_meeting(view, meeting["ref"], left, by, may_close=may_change)
if not closing.is_empty():
    row = closing.row(0, named=True)
    item.say_what_happened()
    begin_and_close.say_that_it_is_closed(row["recorded_by"], row["recorded_at"])
    outcome_form.draw_unsaved(meeting["ref"])
elif not may_record:
    prose.words(begin_and_close.ONLY_READ)
if not items:
    navigation.refuse_item(navigation.NO_AGENDA)
    prose.words(begin_and_close.NOTHING_ON_AGENDA)
    st.stop()
place = navigation.place_of(items)
current = items[place]
view = replace(view, in_full=view.in_full | {navigation.ITEM: current.key})
facts = item_facts(day_state, current.key) or item.NO_MORE_WORDS
st.header(plain(f"{place + 1}. {facts.title or current.text}"))
called, seen = title.rpartition(", ")[0], newest_of_item(tables, meeting["ref"], current.key)
under_way = ItemUnderWay(meeting, current.key, place + 1, facts, called, seen)
with layout.side_by_side("item"):
    with st.container():
        item.draw_facts(current, facts)
        if may_change:
            item.offer_question(view, under_way, by)
        item.draw_last_time(view, current.key, meeting["ref"])
        item.draw_origin(facts)
    with st.container():
        if may_change:
            item.draw_outcomes(view, under_way, by)
        item.draw_recorded(view, current.key, meeting["ref"], by if may_change else None)
navigation.draw(items, recorded, place)
