"""Measures of the parts of one recommendation, and links to the pages that explain them."""

from collections.abc import Collection, Iterable
from functools import partial

import polars as pl
import streamlit as st

from metrics.cases.case_tables import WITHHELD
from metrics.cases.month_ends import last_closed_text
from metrics.cases.staff_figures import people_figures
from metrics.disclosure import CONFIDENTIAL
from metrics.frames import Row
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.recommendations.evidence_seen import ages_text
from metrics.recommendations.measure_evidence import Verdict, measures_of_parts
from metrics.recommendations.positions import ASKED_LOCALLY
from metrics.recommendations.voice_text import VOICES, state_word
from metrics.text_format import capitalised, day_text
from ui.elements import figures, prose
from ui.elements.markdown import NOTHING, plain
from ui.elements.tables import table
from ui.measure_pages import definition_lines, places_of
from ui.page.filters import MONTHS, TWELVE
from ui.page.page_view import PageView

NEWEST = "Newest figure"
NOT_MEASURED = "Nothing is measured of this part."


def measures_table(view: PageView, parts: pl.DataFrame) -> None:
    """Draw the measures of ``parts`` as at the last closed month-end before the view's day."""
    day_state = view.day_state
    of_them = measures_of_parts(day_state).filter(
        pl.col("requirement").is_in(parts["ref"].implode())
    )
    codes = of_them["code"].unique(maintain_order=True).to_list()
    if codes:
        _people(view, codes)
    rows = measured_rows(parts, of_them)
    table(
        rows,
        key="measured",
        alt="What is measured of each part, beside what is said of it",
        download=view.download(
            f"measured-{parts['recommendation'][0].replace('/', '-')}", partial(download_rows, rows)
        ),
    )
    ages = ages_text(day_state.facts.newest_seen, view.day)
    prose.bullets(
        f"{label}: the newest evidence seen is {ages[ref]}."
        if ref in ages
        else f"{label}: no evidence seen."
        for ref, label in parts.select("ref", "label").iter_rows()
    )
    if codes:
        _where_they_stand(view, codes)
        measures = [as_counted(MEASURES[code], day_state.limits) for code in codes]
        figures.definitions(
            "What each figure means", measures, "meanings", definition_lines(day_state)
        )


def _people(view: PageView, codes: Collection[str]) -> None:
    """Say which month-end the figures are as at, and which of them are about people."""
    summary = view.state.case_summary(view.day, None, MONTHS[TWELVE])
    st.caption(last_closed_text(summary.as_at if summary else None))
    shown = (
        [each for each in people_figures(summary) if each.measure.code in codes] if summary else []
    )
    if summary and shown:
        figures.panel("people", f"People, as at {day_text(summary.as_at)}", shown, view)


def _where_they_stand(view: PageView, codes: Iterable[str]) -> None:
    """Draw a link to each other page that shows the measures."""
    others = [each for each in places_of(codes) if each.is_here and each.page != "recommendations"]
    if others:
        with st.container(horizontal=True, key="links-measured"):
            st.markdown("More about these figures:")
            for place in others:
                st.page_link(place.path, label=place.title, query_params=view.parameters())


def measured_rows(parts: pl.DataFrame, measured: pl.DataFrame) -> pl.DataFrame:
    """One row per part and measure: claim, newest figure, target, and whether it is met.

    A part without measures has one row that says so.
    """
    of_parts = parts.join(
        measured,
        left_on="ref",
        right_on="requirement",
        how="left",
        maintain_order="left_right",
    )
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "Said of it": _positions_text(row),
                "Measure": capitalised(row["title"]) if row["title"] else NOT_MEASURED,
                NEWEST: plain(row["said"]) or NOTHING,
                "Target": _target(row),
                "Met or missed": _verdict(row["verdict"]),
            }
            for row in of_parts.iter_rows(named=True)
        ]
    )


def download_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows for a download, with marks in withheld cells."""
    return rows.with_columns(pl.col(NEWEST).replace(plain(WITHHELD), CONFIDENTIAL))


def _positions_text(row: Row) -> str:
    positions = [
        f"{capitalised(VOICES[voice])}: {state_word(row[f'{voice}_state'], voice)}"
        for voice, is_asked in ASKED_LOCALLY.items()
        if row[is_asked]
    ]
    return "; ".join(positions) or "asked of another body"


def _target(row: Row) -> str:
    return plain(row["target"]) if row["target"] else NOTHING


def _verdict(verdict: str | None) -> str:
    if verdict is None or verdict == Verdict.NO_TARGET:
        return NOTHING
    return f"**{verdict}**" if verdict == Verdict.MISSED else verdict
