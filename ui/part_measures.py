"""What is measured of the parts of one recommendation, and where more of it stands."""

from collections.abc import Collection, Iterable
from functools import partial

import polars as pl
import streamlit as st

from metrics.cases.month_ends import last_closed_in_words
from metrics.cases.staff_figures import people_figures
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.recommendations.evidence_seen import ages_in_words
from metrics.text_format import day_in_words
from ui import reads
from ui.elements import figures, process, prose
from ui.elements.tables import table
from ui.measure_pages import about, places_of
from ui.page.filters import MONTHS, TWELVE
from ui.page.page_view import View
from ui.rows.part_measures import measured_rows, taken_away


def measured(view: View, parts: pl.DataFrame) -> None:
    """Draws what is measured of ``parts`` as at the last closed month-end before the view's day."""
    day_state = view.day_state
    of_them = day_state.measured.filter(pl.col("requirement").is_in(parts["ref"].implode()))
    codes = of_them["code"].unique(maintain_order=True).to_list()
    if codes:
        _people(view, codes)
    rows = measured_rows(parts, of_them)
    table(
        rows,
        key="measured",
        alt="What is measured of each part, beside what is said of it",
        download=view.download(f"measured-{parts['recommendation'][0].replace('/', '-')}"),
        taken=partial(taken_away, rows),
    )
    ages = ages_in_words(day_state.facts.newest_seen, view.day)
    prose.bullets(
        f"{label}: the newest evidence seen is {ages[ref]}."
        if ref in ages
        else f"{label}: no evidence seen."
        for ref, label in parts.select("ref", "label").iter_rows()
    )
    if codes:
        _where_they_stand(view, codes)
        measures = [as_counted(MEASURES[code], day_state.limits) for code in codes]
        figures.meanings("What each figure means", measures, "meanings", about(day_state))


def _people(view: View, codes: Collection[str]) -> None:
    """The month-end that the figures are as at, and those of people among them."""
    work = reads.case_summary(view.held, view.day, None, MONTHS[TWELVE])
    st.caption(last_closed_in_words(work.as_at if work else None))
    shown = [each for each in people_figures(work) if each.measure.code in codes] if work else []
    if work and shown:
        process.panel("people", f"People, as at {day_in_words(work.as_at)}", shown)


def _where_they_stand(view: View, codes: Iterable[str]) -> None:
    """A link to each page on which the measures stand, but this one."""
    others = [each for each in places_of(codes) if each.is_here and each.page != "recommendations"]
    if others:
        with st.container(horizontal=True, key="links-measured"):
            st.markdown("More about these figures:")
            for place in others:
                st.page_link(place.path, label=place.title, query_params=view.parameters())
