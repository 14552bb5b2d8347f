"""Are we past a date, how far is each part, what changed, what was said and not evidenced?"""

import streamlit as st

from metrics.data_quality import late_or_not_verified
from metrics.headline_figures import action_figures, actions_heading, part_figures, parts_heading
from metrics.meetings.attention import needs_attention
from metrics.meetings.meeting_summary import (
    NO_BOARD_YET,
    past_or_near,
    since_meeting,
    statutory_dates,
)
from metrics.recommendations.parts import others_in_words
from ui.elements import bullet_lists, figures, prose
from ui.elements.markdown import short_names
from ui.elements.tables import table
from ui.page import layout, page_view, provenance
from ui.page.filters import INSPECTION, SINCE
from ui.page.page_header import inspection_title
from ui.rows.inspections import clock_rows
from ui.rows.parts import recommendation_rows

# Read
view = page_view.header(inspection_title, INSPECTION, SINCE)
provenance.stop_if_empty(view)
day_state = view.day_state
previous = page_view.since(view)

# Compute
changed = since_meeting(previous, day_state) if previous else None

# Draw
prose.lead(changed.sentence if changed else NO_BOARD_YET, *statutory_dates(day_state))
with layout.side_by_side("numbers"):
    figures.panel("parts", parts_heading(day_state), part_figures(day_state, previous), view)
    figures.panel(
        "actions", actions_heading(day_state, view.whole), action_figures(day_state, previous), view
    )
with layout.side_by_side("attention"):
    with layout.section("attention", "Needs your attention"):
        bullet_lists.attention(needs_attention(day_state))
    with layout.section("since", bullet_lists.since_heading(changed)):
        bullet_lists.topics(changed)
bullet_lists.differences(view)
if changed:
    bullet_lists.every_change(changed)
figures.beside(view)
with layout.section("recommendations", f"The {day_state.recommendations.height} recommendations"):
    table(
        recommendation_rows(day_state),
        key="recommendations",
        alt="Each recommendation, and what each voice says of it",
        wide="What it asks",
        download=view.download("recommendations"),
    )
    st.markdown(short_names(others_in_words(day_state.parts)))
    page_view.open_recommendation(view)
with layout.section("clocks", "Every inspection’s clock"):
    st.markdown(past_or_near(day_state))
    table(clock_rows(day_state), key="clocks", alt="Each inspection and its answer")
with layout.section("unsure", "Late or not verified"):
    prose.bullets(late_or_not_verified(day_state))
page_view.copy_link(view)
provenance.source(view, f"Source: {provenance.published(view)} and what was recorded since.")
