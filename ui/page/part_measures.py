"""Measures of the parts of one recommendation, and links to the pages that explain them."""

from collections.abc import Collection, Iterable

import polars as pl
import streamlit as st

from metrics.cases.month_ends import last_closed_text
from metrics.cases.staff_figures import people_figures
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.recommendations.evidence_seen import ages_text
from metrics.recommendations.measure_evidence import measures_of_parts
from metrics.text_format import day_text
from ui.elements import layout, prose
from ui.elements.tables import table
from ui.measure_pages import definition_lines, pages_of_measures
from ui.page import figures
from ui.page.filters import MONTHS, TWELVE
from ui.page.page_view import PageView
from ui.rows.measures import measured_rows, newest_evidence_lines


def measures_table(view: PageView, parts: pl.DataFrame) -> None:
    """Draw the measures of ``parts`` as at the last closed month-end before the view's day."""
    day_state = view.day_state
    of_them = measures_of_parts(day_state).filter(
        pl.col("requirement").is_in(parts["ref"].implode())
    )
    codes = of_them["code"].unique(maintain_order=True).to_list()
    if codes:
        _people(view, codes)
    table(
        measured_rows(parts, of_them),
        key="measured",
        alt="What is measured of each part, beside what is said of it",
        download=view.download(f"measured-{parts['recommendation'][0].replace('/', '-')}"),
    )
    ages = ages_text(day_state.facts.newest_seen, view.day)
    prose.bullets(newest_evidence_lines(parts, ages))
    if codes:
        _where_they_stand(view, codes)
        measures = [as_counted(MEASURES[code], day_state.limits) for code in codes]
        figures.definitions(
            "What each figure means", measures, "meanings", definition_lines(day_state)
        )


def _people(view: PageView, codes: Collection[str]) -> None:
    """Say which month-end the figures are as at, and which of them are about people."""
    summary = view.state.case_summary(view.day, None, MONTHS[TWELVE])
    prose.caption(last_closed_text(summary.as_at if summary else None))
    shown = people_figures(summary, codes) if summary else []
    if summary and shown:
        figures.panel("people", f"People, as at {day_text(summary.as_at)}", shown, view)


def _where_they_stand(view: PageView, codes: Iterable[str]) -> None:
    """Draw a link to each other page that shows the measures."""
    others = [each for each in pages_of_measures(codes) if each.page != "recommendations"]
    if others:
        with layout.row("links-measured"):
            prose.markdown("More about these figures:")
            for place in others:
                st.page_link(place.path, label=place.title, query_params=view.parameters())
