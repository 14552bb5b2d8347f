"""How figures of the process are shown, and what is said where there are none."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from metrics.cases.case_figures import ProcessFigure
from metrics.cases.case_summary import CaseSummary
from metrics.cases.month_ends import last_closed_text
from metrics.text_format import capitalised
from ui.elements import figures
from ui.elements.tables import Download
from ui.page import page_view
from ui.page.page_view import PageView


def panel(name: str, heading: str, shown: Sequence[ProcessFigure]) -> None:
    """A grey panel with a heading and up to three numbers, each opening to its meaning."""
    with figures.grey_panel(name, heading):
        for figure in shown:
            title, key = figure.measure.title, f"{name}-{figure.measure.code}"
            with figures.number(figure.shown, title, figure.note, key) as is_open:
                if is_open:
                    _about(figure)


def _about(figure: ProcessFigure) -> None:
    st.markdown("**About this figure**")
    st.markdown(f"{capitalised(figure.said)}.")
    figures.definition(figure.measure)


def download(view: PageView, name: str, as_at: date, area: str | None) -> Download:
    """What a table of case figures is called and marked with: as at their own month-end."""
    of = f"-{area.lower().replace(' ', '-')}" if area else ""
    return Download(f"{name}{of}", as_at, view.day_state.is_invented)


def stop_if_none_closed(view: PageView, work: CaseSummary | None) -> CaseSummary:
    """What is to be shown; where no month-end is closed the page ends, and says what to do."""
    if work is None:
        st.info(last_closed_text(None))
        page_view.copy_link(view)
        st.stop()
    return work
