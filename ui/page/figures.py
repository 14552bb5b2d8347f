"""Numbers with their definitions and links, and why those that no file has brought are left out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import polars as pl
import streamlit as st

from metrics.cases.case_figures import ProcessFigure
from metrics.frames import Row
from metrics.headline_figures import (
    AtMeeting,
    Figure,
    at_meetings_text,
    before_text,
    earlier_numbers,
    key_to_bars_text,
    not_counted_here_text,
)
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, as_counted
from metrics.text_format import capitalised, counted, day_text
from metrics.victims.victim_figures import FEW
from ui.elements import layout, prose
from ui.elements.csv_download import Download
from ui.elements.layout import fold
from ui.elements.markdown import plain
from ui.elements.pop_ups import FigureButton, draw_figure
from ui.elements.trend_marks import trend_mark
from ui.page.filters import NO_FILTERS, ORGANISATION
from ui.page.glossary import with_entries
from ui.page.page_view import PageView
from ui.rows.cell_format import owner_cell
from ui.rows.data_coverage import NOT_AVAILABLE, never_sent_text, not_available_text

ABOUT_THE_DATA = "../pages/about_the_data.py"
LISTED_BEHIND_A_FIGURE = 8

# The page that lists the rows behind a figure, the text of the link, and its filters.
RECOMMENDATIONS, PLAN = "../pages/recommendations.py", "../pages/joint_action_plan.py"
PARTS_PAGE: tuple[str, str, dict[str, str]] = (RECOMMENDATIONS, "All parts", {})
BEHIND = {
    "actions_overdue": (PLAN, "Overdue actions", {"show": "overdue"}),
    "actions_due_soon": (PLAN, "Actions due soon", {"show": "due-soon"}),
    "actions_no_date": (PLAN, "Actions with no date", {"show": "no-date"}),
    "actions_stale": (PLAN, "Actions with no recent change", {"show": "stale"}),
    "actions_due_ahead": (PLAN, "Every action", {}),
    "actions_on_first_date": (PLAN, "Every action", {}),
    "figures_owed": (RECOMMENDATIONS, "Every claim without a figure", {}),
}


def panel(
    name: str,
    heading: str,
    shown: Sequence[Figure | ProcessFigure],
    view: PageView,
    earlier: Sequence[AtMeeting] = (),
) -> None:
    """Draw a grey panel with a heading and up to three numbers, each opening its definition.

    A number that is small, or not available, is set smaller. ``earlier``: meetings whose numbers
    stand beside each number of the plan as bars.
    """
    with layout.row(f"figures-{name}"):
        prose.markdown(heading + key_to_bars_text(earlier))
        for each in shown:
            figure = if_available(each, view)
            draw_figure(_button(name, figure, earlier), partial(_about, figure, view, earlier))


def if_available(figure: Figure | ProcessFigure, view: PageView) -> Figure | ProcessFigure:
    """``figure``, or that it is not available, where no file has brought the columns for it."""
    lacking = view.state.columns_sent.lacks(figure.measure.needs or ())
    if not lacking or not isinstance(figure, ProcessFigure):
        return figure
    why = never_sent_text(lacking)
    return replace(figure, shown=NOT_AVAILABLE, said=f"{NOT_AVAILABLE}: {why}", note=why)


def _button(
    panel_name: str, figure: Figure | ProcessFigure, earlier: Sequence[AtMeeting]
) -> FigureButton:
    bars = None
    if earlier and isinstance(figure, Figure):
        numbers = [*earlier_numbers(figure, earlier), figure.value]
        bars = trend_mark(numbers, before_text(figure, earlier))
    return FigureButton(
        key=f"about-{panel_name}-{figure.measure.code}",
        shown=figure.shown,
        title=figure.measure.title,
        note=figure.beside,
        is_word=figure.shown in (FEW, NOT_AVAILABLE),
        bars=bars,
    )


def download(view: PageView, name: str, as_at: date, area: str | None) -> Download:
    """The download of a table of case figures, dated at their own month-end."""
    of = f"-{area.lower().replace(' ', '-')}" if area else ""
    return Download(f"{name}{of}", as_at, view.day_state.is_invented)


def beside(view: PageView) -> None:
    """Say what the figures of one of several inspections leave out, so that no delay is hidden."""
    if text := not_counted_here_text(view.full_state, view.day_state.inspection):
        prose.caption(text)


def definition(measure: Measure, *more: str, linked: set[str] | None = None) -> None:
    """Draw the full definition of a measure, with ``more`` lines of Markdown before the caveat.

    ``linked``: the entries of the glossary that definitions above it lead to; its own are added.
    """
    lines = (
        f"**Counts:** {measure.numerator}",
        f"**Out of:** {measure.denominator}",
        f"**Left out:** {measure.exclusions}",
        f"**Basis:** {measure.basis.words}",
        f"**Better:** {measure.better}; target: {measure.target}",
        f"**Source:** {measure.source}",
        *more,
    )
    listed = "\n".join(f"- {line}" for line in lines)
    words = f"{measure.definition}\n\n{listed}\n\n{measure.caveat}"
    prose.markdown(with_entries(words, set() if linked is None else linked))


def definitions(
    label: str,
    measures: Iterable[Measure],
    key: str,
    about: Callable[[Measure], Sequence[str]] = lambda _: (),
) -> None:
    """Draw the definitions of ``measures`` in a fold under ``label``, made once it is opened.

    ``about``: gives further lines of Markdown about a measure.
    """
    with fold(label, key) as is_open:
        linked: set[str] = set()
        for measure in measures if is_open else ():
            prose.markdown(f"**{capitalised(measure.title)}**")
            definition(measure, *about(measure), linked=linked)


def _about(figure: Figure | ProcessFigure, view: PageView, earlier: Sequence[AtMeeting]) -> None:
    prose.markdown("**About this figure**")
    if isinstance(figure, ProcessFigure):
        prose.markdown(f"{capitalised(figure.said)}.")
        definition(figure.measure)
        # The keyboard reaches text that scrolls in a low window through the controls in it.
        st.page_link(ABOUT_THE_DATA, label="What every figure means")
    else:
        _about_plan(figure, view, earlier)


def _about_plan(figure: Figure, view: PageView, earlier: Sequence[AtMeeting]) -> None:
    notes = [f"{capitalised(note)}." for note in (figure.last_time, figure.note) if note]
    prose.markdown(
        f"**{figure.value:,} of {figure.out_of:,}**, as at {day_text(view.day)}. "
        + " ".join(filter(None, [*notes, at_meetings_text(figure, earlier)]))
    )
    if not figure.rows.is_empty():
        prose.markdown("**Which they are**\n\n" + "\n".join(_listed(figure.rows)))
        if figure.rows.height > LISTED_BEHIND_A_FIGURE:
            prose.caption(f"The first {LISTED_BEHIND_A_FIGURE} of {figure.rows.height}.")
    definition(figure.measure)
    page, label, filters = BEHIND.get(figure.measure.code, PARTS_PAGE)
    # A figure of one organisation links to its own list.
    of_one = {ORGANISATION.key: view.chosen.get(ORGANISATION.key) or ""} if page == PLAN else {}
    parameters = view.parameters(**(NO_FILTERS[page] | of_one | filters))
    st.page_link(page, label=label, query_params=parameters)


def _listed(rows: pl.DataFrame) -> list[str]:
    title = "short_title" if "short_title" in rows.columns else "title"
    name = "label" if "label" in rows.columns else "ref"
    return [
        f"- {row[name]}: {plain(row[title])}{_whose_and_how_late(row)}"
        for row in rows.head(LISTED_BEHIND_A_FIGURE).iter_rows(named=True)
    ]


def _whose_and_how_late(row: Row) -> str:
    """The lead of an action and its lateness, as text; empty for a part."""
    if "owner_role" not in row:
        return ""
    late = f"; {counted(row['days_overdue'], 'day')} late" if row["days_overdue"] else ""
    return f". {owner_cell(row)}{late}"


def why_not(view: PageView, code: str) -> str:
    """A sentence on why the measure ``code`` is not available; empty if it is, or is no measure."""
    measure = MEASURES.get(code)
    lacking = view.state.columns_sent.lacks(measure.needs or ()) if measure else ()
    if not measure or not lacking:
        return ""
    return not_available_text(as_counted(measure, view.day_state.limits).title, lacking)


def why_not_counted(view: PageView, title: str, *needed: str) -> str:
    """A sentence on why a count that is no measure is not available; empty if it is."""
    lacking = view.state.columns_sent.lacks(needed)
    return not_available_text(title, lacking) if lacking else ""


def available(view: PageView, codes: Iterable[str]) -> list[str]:
    """Those of the measures ``codes`` that are available; says of each other one why it is not."""
    reasons = {code: why_not(view, code) for code in codes}
    for reason in filter(None, reasons.values()):
        prose.words(reason)
    return [code for code, reason in reasons.items() if not reason]


def is_available(view: PageView, code: str) -> bool:
    """Whether the measure ``code`` is available; if not, says why."""
    return available(view, [code]) == [code]
