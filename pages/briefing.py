"""Are we past a date, how far is each part, what changed, what was said and not evidenced?"""

import streamlit as st

from metrics.attention import needs_attention
from metrics.certainty import late_or_not_verified
from metrics.digest import NO_BOARD_YET, past_or_near, since_meeting, statutory_dates
from metrics.headline import action_figures, actions_heading, part_figures, parts_heading
from metrics.recommendations import others_in_words
from ui import controls, figures, layout, lists, prose, provenance
from ui.choices import INSPECTION, SINCE
from ui.heading import inspection_title
from ui.marks import short_names
from ui.rows.inspections import clock_rows
from ui.rows.parts import recommendation_rows
from ui.tables import table

# Read
view = controls.header(inspection_title, INSPECTION, SINCE)
provenance.stop_if_empty(view)
now = view.standing
then = controls.since(view)

# Compute
changed = since_meeting(then, now) if then else None

# Draw
prose.lead(changed.sentence if changed else NO_BOARD_YET, *statutory_dates(now))
with layout.side_by_side("numbers"):
    figures.panel("parts", parts_heading(now), part_figures(now, then), view)
    figures.panel("actions", actions_heading(now, view.whole), action_figures(now, then), view)
with layout.side_by_side("attention"):
    with layout.section("attention", "Needs your attention"):
        lists.attention(needs_attention(now))
    with layout.section("since", lists.since_heading(changed)):
        lists.topics(changed)
lists.differences(view)
if changed:
    lists.every_change(changed)
figures.beside(view)
with layout.section("recommendations", f"The {now.recommendations.height} recommendations"):
    table(
        recommendation_rows(now),
        key="recommendations",
        alt="Each recommendation, and what each voice says of it",
        wide="What it asks",
        download=view.download("recommendations"),
    )
    st.markdown(short_names(others_in_words(now.parts)))
    controls.open_recommendation(view)
with layout.section("clocks", "Every inspection’s clock"):
    st.markdown(past_or_near(now))
    table(clock_rows(now), key="clocks", alt="Each inspection and its answer")
with layout.section("unsure", "Late or not verified"):
    prose.bullets(late_or_not_verified(now))
controls.copy_link(view)
provenance.source(view, f"Source: {provenance.published(view)} and what was recorded since.")
