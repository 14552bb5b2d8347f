"""The edition of figures for the public, made when a reader asks for it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import polars as pl
import streamlit as st

from data_access.vocabulary import OrganisationKind
from metrics.cases.case_summary import CASE_LIMITS, CaseSummary
from metrics.disclosure import PUBLISHED_THRESHOLD
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.measures.work_counts import months_of
from metrics.periods import Period, limits_in_force
from metrics.publication.edition import edition, without_figures
from metrics.publication.publication_text import RULES, all_areas_text, edition_summary_text
from metrics.text_format import day_text
from metrics.victims.counted_period import PeriodDays, Quarter, QuarterDays, Year
from metrics.victims.reporting_periods import is_of_areas, quarters_of_edition, years_to_show
from metrics.victims.victim_figures import NONE_COUNTED, TOGETHER, quarter_text
from metrics.victims.victim_summary import VICTIM_LIMITS, VictimSummary
from ui import reads
from ui.elements import composition, layout, prose
from ui.elements.csv_download import Download
from ui.elements.download_button import download_button
from ui.elements.markdown import DEMONSTRATION
from ui.elements.tables import table
from ui.exports.downloads import INVENTED, MARKS
from ui.exports.xlsx_export import ExportSheet, export_workbook
from ui.measure_pages import pages_with_measures
from ui.page import page_view, provenance
from ui.page.page_view import PageView
from ui.reads import StoreState
from ui.rows.publication import (
    NUMBER_COLUMNS,
    all_exact,
    edition_areas,
    of_all_areas,
    of_area,
    publication_rows,
    quoted_rows,
)

KEPT = 4
STEM = "for-publication"
EDITION_MARKING = "Edition for publication"
ALL_EXACT = "These counts are exact, small ones too: none is of victims or outcomes."
HOW_COUNTED = (
    "Every count of victims and outcomes on this page is rounded or withheld; counts of work are "
    "exact."
)
SAID, RULES_SHEET = "What may be said", "Rules"
# The day whose edition the reader asked for, kept in case a write interrupts the run.
ASKED = "publication asked for"


@dataclass(frozen=True)
class Edition:
    """The rows of an edition, its quarter and year, what it holds, and the words for all areas."""

    rows: pl.DataFrame
    periods: Sequence[PeriodDays]
    holds: str
    whose: str
    download: Download


def periods_or_stop(view: PageView) -> list[PeriodDays]:
    """Return the quarter, and the year of areas, of an edition; end the page if there is none."""
    found = published_periods(view.state, view.day)
    if not found:
        st.info(provenance.leading_to_data(NONE_COUNTED))
        page_view.copy_link(view)
        composition.stop()
    return found


def edition_if_asked(view: PageView) -> Edition | None:
    """Return the edition if the reader has asked for this day's; otherwise draw a button for it."""
    if st.session_state.get(ASKED) != view.day:
        st.button(
            "Make the edition for publication",
            type="primary",
            key="make-publication",
            on_click=_ask,
            args=(view.day,),
        )
        prose.caption(
            "It may take a minute, since everything is protected anew by these rules. Until the "
            "store or the day changes it is there at once."
        )
        return None
    return edition_of(view.state, view.day)


def edition_of(state: StoreState, day: date) -> Edition:
    """The edition of the newest quarter counted by ``day``, with the counts in force on it.

    Errors: IndexError where none is counted by then.
    """
    bodies = state.tables["organisation"]
    forces = bodies.filter(pl.col("kind") == OrganisationKind.POLICE_FORCE)["name"].to_list()
    periods = published_periods(state, day)
    _, counted_at = periods[0][-1]
    return Edition(
        _edition(state.key, counted_at, state.revised_by(day), state),
        periods,
        what_it_holds(state, day, periods),
        all_areas_text(forces),
        Download(STEM, counted_at, state.day_state(day).is_invented),
    )


def offer_edition(found: Edition) -> None:
    """Say how much may be quoted, and offer a workbook of it with the rules on their own sheet."""
    prose.markdown(f"**{edition_summary_text(found.rows)}**")
    download_button(
        "Download the edition for publication",
        f"{found.download.stem}.xlsx",
        partial(publication_file, found),
        key="download-publication",
        look="primary",
    )


def quotations(found: Edition) -> None:
    """Draw a table for each page with figures to quote, and a fold for those of single areas."""
    for place in pages_with_measures():
        rows = quoted_rows(of_all_areas(found.rows, place.codes), found.whose)
        with layout.section(f"quoted-{place.page}", place.title, has_controls=True):
            if all_exact(found.rows, place.codes):
                prose.caption(ALL_EXACT)
            table(rows, key=f"quoted-{place.page}", alt=f"{SAID}: {place.title}", wide=SAID)
    areas = edition_areas(found.rows)
    if areas:
        with layout.section("quoted-areas", "Single areas", has_controls=True):
            prose.words(of_areas_text(found))
            _draw_area_quotations(found, areas)


def _draw_area_quotations(found: Edition, areas: Sequence[str]) -> None:
    with layout.fold("What may be said of one area", "quoted-areas") as is_open:
        if is_open:
            # There may be more than a hundred.
            area = st.selectbox("Area", areas, key="quoted-area")
            rows = quoted_rows(of_area(found.rows, area), TOGETHER)
            table(rows, key="quoted-areas", alt=f"{SAID}: {area}", wide=SAID)


def publication_file(found: Edition) -> bytes:
    """The edition as a workbook."""
    invented = {"Note": DEMONSTRATION} if found.download.is_invented else {}
    rows = publication_rows(found.rows, found.whose).with_columns(
        pl.lit(words).alias(name) for name, words in invented.items()
    )
    named = [
        *([INVENTED] if found.download.is_invented else []),
        ("What it holds", found.holds),
        *RULES,
        *MARKS,
    ]
    return export_workbook(
        edition_title(found),
        [
            ExportSheet(SAID, rows, "Every measure, and how it may be quoted", NUMBER_COLUMNS),
            ExportSheet(
                RULES_SHEET,
                pl.DataFrame(named, {"Rule": pl.String, "In words": pl.String}, orient="row"),
                "The rules by which the figures were made, and may be quoted",
            ),
        ],
        found.download,
        marking=EDITION_MARKING,
        mark=DEMONSTRATION if found.download.is_invented else "",
    )


def edition_title(found: Edition) -> str:
    """The title of the files of an edition, with its quarter."""
    return f"Safe to say in public, {_months(found.periods[0])}"


def of_areas_text(found: Edition) -> str:
    """Whom the figures of single areas count, and in which months."""
    return f"Of victims alone, {_months(found.periods[-1])}."


def what_it_holds(state: StoreState, day: date, periods: Sequence[PeriodDays]) -> str:
    """The quarter, year and day of an edition, in words, and what of it was revised."""
    quarter, *years = periods
    _, at = quarter[-1]
    areas = "".join(f", and for victims in each area {_months(year)}" for year in years)
    return (
        f"Every measure in words that may be quoted: for {_months(quarter)}, for victims the "
        f"newest year that may be shown too, as at {day_text(at)}{areas}."
        f"{_revised_text(state, day)}"
    )


def _revised_text(state: StoreState, day: date) -> str:
    """A sentence: which quarters of an edition were revised by ``day``, each with its last day."""
    firsts = [first for first, _ in quarters_of_edition(_quarters(state, day))]
    by = state.revised_by(day)
    revised = state.tables["counted_quarter"].filter(
        pl.col("revision") > 0,
        pl.col("quarter").is_in(firsts),
        pl.lit(by is None) | (pl.col("recorded_at").dt.date() <= (by or day)),
    )
    last = revised.group_by("quarter").agg(pl.col("recorded_at").dt.date().max()).sort("quarter")
    named = [f"{quarter_text(first)} on {day_text(on)}" for first, on in last.iter_rows()]
    return f" Counts of victims were revised: {'; '.join(named)}." if named else ""


def rules_of_quotation() -> None:
    """Draw a few rules for quoting the figures."""
    prose.bullets_of_markdown(f"**{name}.** {words}" for name, words in RULES)


def lead_to(view: PageView) -> None:
    """Draw a link to the page of figures that may be published."""
    prose.words(
        "Do not publish numbers from other pages: those of victims and outcomes are exact. What "
        "may be said in public has a page of its own, where numbers of people are rounded and "
        "small ones withheld."
    )
    composition.send()
    st.page_link(
        "../pages/publication.py",
        label="Safe to say in public",
        query_params=view.parameters(),
    )


def _ask(day: date) -> None:
    st.session_state[ASKED] = day


@st.cache_resource(max_entries=KEPT, show_spinner="The edition is being made.")
def _edition(
    key: Hashable, counted_at: date, revised_by: date | None, _state: StoreState
) -> pl.DataFrame:
    limits, tables = _state.tables["time_limit"], _state.cases.tables
    days = quarters_of_edition(_quarters(_state, counted_at))
    # The counts of the pages are protected for the pages, not for publication.
    counted = reads.protect_for_edition(reads.store(), days, PUBLISHED_THRESHOLD, revised_by)
    quarters = tuple(each for each in counted if isinstance(each, Quarter))
    quarter = quarters[-1]
    years = tuple(each for each in counted if isinstance(each, Year))
    at, period = quarter.counted_at, Period(quarter.first, quarter.last)
    day_state = _state.day_state(at)
    rows = edition(
        VictimSummary(quarters, limits_in_force(limits, VICTIM_LIMITS, at), rolling=years),
        CaseSummary(at, period, tables, limits_in_force(limits, CASE_LIMITS, at), None),
        EscalationCounts(day_state, period, tables, None, has_cases=True),
    )
    return without_figures(rows, _state.unavailable)


def published_periods(state: StoreState, day: date) -> list[PeriodDays]:
    """The newest quarter and year counted by ``day``; empty if none is counted."""
    days = _quarters(state, day)
    of_areas = (year for year in years_to_show(days) if is_of_areas(year))
    return [*((each,) for each in days[-1:]), *[*of_areas][-1:]]


def _quarters(state: StoreState, day: date) -> list[QuarterDays]:
    summary = state.victim_summary(day, None, None)
    return [(each.first, each.counted_at) for each in summary.quarters] if summary else []


def _months(days: Sequence[QuarterDays]) -> str:
    (first, _), (last, _) = days[0], days[-1]
    return months_of(Period(first, last.replace(month=last.month + 2)))
