"""What is measured of the parts of one recommendation, and where more of it stands."""

from collections.abc import Collection, Iterable

import polars as pl
import streamlit as st

from metrics.case_work import CaseWork
from metrics.catalogue import MEASURES
from metrics.measure import Measure, as_counted
from metrics.month_ends import last_closed_in_words
from metrics.people_figures import people_figures
from metrics.seen import ages_in_words
from metrics.wording import day_in_words
from ui import figures, process, reads
from ui.choices import MONTHS, TWELVE
from ui.controls import View
from ui.places import places_of
from ui.rows.measured import measured_rows
from ui.tables import table


def measured(view: View, parts: pl.DataFrame) -> None:
    """Draws what is measured of ``parts`` as at the last closed month-end before the view's day."""
    now = view.standing
    of_them = now.measured.filter(pl.col("requirement").is_in(parts["ref"].implode()))
    codes = of_them["code"].unique(maintain_order=True).to_list()
    work = reads.case_work(view.held, view.day, None, MONTHS[TWELVE])
    st.caption(last_closed_in_words(work.as_at if work else None))
    if work:
        _people(work, codes)
    table(
        measured_rows(parts, of_them),
        key="measured",
        alt="What is measured of each part, beside what is said of it",
        download=view.download(f"measured-{parts['recommendation'][0].replace('/', '-')}"),
    )
    ages = ages_in_words(now.newest_seen, view.day)
    figures.bullets(
        f"{label}: the newest evidence seen is {ages[ref]}."
        if ref in ages
        else f"{label}: no evidence seen."
        for ref, label in parts.select("ref", "label").iter_rows()
    )
    _where_they_stand(view, codes)
    figures.meanings("What each figure means", _as_counted(view, codes), "meanings")


def _people(work: CaseWork, codes: Collection[str]) -> None:
    shown = [figure for figure in people_figures(work) if figure.measure.code in codes]
    if shown:
        process.panel("people", f"People, as at {day_in_words(work.as_at)}", shown)


def _where_they_stand(view: View, codes: Iterable[str]) -> None:
    """A link to each page on which the measures stand, but this one."""
    others = [each for each in places_of(codes) if each.is_here and each.page != "recommendations"]
    if others:
        with st.container(horizontal=True, key="links-measured"):
            st.markdown("By month and area:")
            for place in others:
                st.page_link(place.path, label=place.title, query_params=view.parameters())


def _as_counted(view: View, codes: Iterable[str]) -> list[Measure]:
    return [as_counted(MEASURES[code], view.standing.limits) for code in codes]
