"""How figures of the process are shown: panels, and charts under what they say."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from metrics.case_figures import ProcessFigure
from metrics.case_work import CaseWork
from metrics.month_ends import last_closed_in_words
from metrics.wording import capitalised, day_in_words
from ui import controls, figures
from ui.controls import View
from ui.reads import DEMONSTRATION
from ui.tables import Download

MARK = {"anchor": "end", "fontSize": 13, "fontWeight": "normal", "color": "#801650"}


def panel(name: str, heading: str, shown: Sequence[ProcessFigure]) -> None:
    """A grey panel with a heading and up to three numbers, each opening to its meaning."""
    with st.container(key=f"figures-{name}"):
        st.markdown(heading)
        for place, figure in zip(st.columns(3), shown, strict=False):
            with place, st.container(key=f"figure-{figure.measure.code}"):
                st.markdown(figure.shown)
                with st.popover(figure.measure.title):
                    st.markdown("**About this figure**")
                    st.markdown(f"{capitalised(figure.said)}.")
                    figures.definition(figure.measure)
                st.caption(figure.note)


def chart(
    rows: pl.DataFrame, spec: dict[str, Any], view: View, *, headline: str, subtitle: str, alt: str
) -> None:
    """A chart of ``rows``, drawn on the data set "rows", under what it says and measures."""
    st.subheader(headline)
    mark = f" {DEMONSTRATION}." if view.standing.is_invented else ""
    st.caption(f"{subtitle}{mark}")
    if not rows.is_empty():
        # In the picture too, which may be saved on its own.
        title = {"title": {"text": DEMONSTRATION, **MARK}} if view.standing.is_invented else {}
        # Named: where bars are stacked, Streamlit cannot tell which data set is meant.
        data = {"datasets": {"rows": rows}}
        st.vega_lite_chart(spec=spec | data | title, width="stretch", alt=alt)


def download(view: View, name: str, as_at: date, area: str | None) -> Download:
    """What a table of case figures is called and marked with: as at their own month-end."""
    of = f"-{area.lower().replace(' ', '-')}" if area else ""
    return Download(f"{name}{of}", as_at, view.standing.is_invented)


def stop_if_none_closed(view: View, work: CaseWork | None) -> CaseWork:
    """What is to be shown; where no month-end is closed the page ends, and says what to do."""
    if work is None:
        st.info(last_closed_in_words(None))
        controls.copy_link(view)
        st.stop()
    return work


def source(view: View, sentence: str, as_at: date) -> None:
    """Where case figures come from, and the month-end they stand on."""
    mark = f" {DEMONSTRATION}." if view.standing.is_invented else ""
    st.caption(f"{sentence} As at {day_in_words(as_at)}.{mark}")
