"""Of which protected characteristics are victims asked, and what is missing?"""

import streamlit as st

from data_access.vocabulary import Characteristic
from metrics.victims import asking_figures as asking
from metrics.wording import capitalised
from ui import controls, layout, provenance, victims
from ui.choices import AREA, SPAN
from ui.rows import victims as rows

BY_QUARTER = {each.column: capitalised(each) for each in Characteristic}
NUMBERS = ("Out of", "Not asked", "Not recorded", "Own account", "Prefers not to say")

# Read
view = controls.header("Protected characteristics", AREA, SPAN)
provenance.stop_if_empty(view)
work = victims.opened(view)

# Draw
victims.opening(view, work, asking.missing_in_words(work))
with layout.section("asked", "Asked about, each of the nine by itself"):
    st.caption(asking.ONLY_WHETHER)
    nine = rows.asked_rows(work)
    victims.listed(view, work, nine, key="asked", alt="Each of the nine", numbers=NUMBERS)
    victims.about(work, BY_QUARTER, "asked")
with layout.section("quarters", "Asked about, quarter by quarter"):
    alt = "Share asked, by quarter"
    victims.by_quarter(view, work, BY_QUARTER, key="asked-quarters", alt=alt)
victims.ended(view, work)
