"""Any other question: count anything, split it, and take the link."""

from functools import partial

import streamlit as st

from charts.registry import PRESSES
from metrics.explore.query_text import query_text
from metrics.explore.run_query import counted_at
from metrics.measures.measure import Family
from ui.elements import layout, prose
from ui.explore import explore_controls, explore_result, saved_views
from ui.exports.downloads import offer_files
from ui.page import figures, page_view, provenance
from ui.page.victim_page import say_if_not_stored
from ui.ready_questions import choose_on_explore

# Read
view = page_view.header("Explore")
provenance.stop_if_empty(view)
explored = explore_controls.explore(view)
view, query, cells, drawn, coverage, sources, draw_boxes = explored
shown = explore_result.picture_of_result(view, query, cells, drawn, sources)
day = counted_at(query, sources, coverage)

# Draw
prose.lead(query_text(query, view.day_state.limits))
reason = figures.why_not(view, query.quantity.code)
if reason:
    st.info(reason)
else:
    if query.quantity.family == Family.VICTIMS:
        say_if_not_stored(view)
    press = partial(explore_controls.open_mark, explored=explored)
    explore_result.draw_result(view, query, shown, day, press)
with layout.section("boxes", "Ask something else", has_controls=True):
    choose_on_explore(view)
    draw_boxes()
if not reason:
    with layout.section("table", "The figures", has_controls=True):
        explore_result.draw_table(query, cells, shown)
        if shown.chart in PRESSES:
            address = partial(explore_controls.mark_address, explored=explored)
            explore_result.links_of_marks(shown, address)
        offer_files(explore_result.answer_export(view, query, cells, shown, day))
explore_result.meaning(view, query)
with layout.section("views", "Kept views", has_controls=True):
    saved_views.saved_links(view, "explore")
    saved_views.save_form(view, "explore")
page_view.copy_link(view)
