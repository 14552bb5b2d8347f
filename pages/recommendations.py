"""What does each recommendation ask, who said what of it, and what bears that out?"""

import streamlit as st

from metrics.meetings.attention import labels_of
from metrics.recommendations.evidence_seen import ages_in_words
from metrics.recommendations.measure_evidence import differences_in_words
from metrics.recommendations.parts import part_counts_in_words, silent_parts
from metrics.text_format import counted
from ui import recommendation_detail
from ui.elements import prose
from ui.elements.tables import table
from ui.page import layout, page_view, provenance
from ui.page.filters import ASKED_OF, INSPECTION, RECOMMENDATION, RESPONSE
from ui.rows.evidence import owed_rows
from ui.rows.parts import difference_rows, part_rows, silence_rows

# Read
view = page_view.header("Recommendations", INSPECTION, RECOMMENDATION, ASKED_OF, RESPONSE)
provenance.stop_if_empty(view)
day_state = view.day_state

# Compute
parts = page_view.filtered_parts(view)
number = view.chosen["rec"]

# Draw
if number:
    recommendation_detail.recommendation(view, int(number))
else:
    prose.lead(part_counts_in_words(day_state.local_parts))
    with layout.section("parts", counted(parts.height, "part")):
        table(
            part_rows(parts),
            key="parts",
            alt="Every part and voice",
            download=view.download("parts"),
        )
        page_view.open_recommendation(view)
    with layout.section("differences", "Where the voices differ"):
        st.markdown(differences_in_words(day_state.differences, day_state.not_borne_out))
        table(
            difference_rows(
                day_state.differences, ages_in_words(day_state.facts.newest_seen, view.day)
            ),
            key="differences",
            alt="Differences between what is said and what is seen",
            wide="Difference",
            download=view.download("differences"),
        )
        prose.nothing_if_empty(day_state.differences, "No voices differ on this day.")
    with layout.section("silences", "Where the response is silent"):
        silent = silent_parts(day_state.parts)
        table(silence_rows(silent), key="silences", alt="Parts not answered in full")
        prose.nothing_if_empty(silent, "Nothing is silent, or there is no response yet.")
    with layout.section("owed", "Figures claimed and not supplied"):
        owed = owed_rows(day_state.figures_owed, labels_of(day_state))
        table(
            owed,
            key="owed",
            alt="Claims without a number",
            download=view.download("figures-owed"),
        )
        prose.nothing_if_empty(owed, "No figure is owed on this day.")
    with layout.section("findings", "The inspection’s key findings"):
        prose.bullets(day_state.tables["finding"]["text"], "No key finding of it is held here.")
page_view.copy_link(view)
provenance.source(view, f"Source: {provenance.published(view)} and what was recorded since.")
