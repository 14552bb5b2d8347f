"""The edition of figures for the public: the numbers of the pages, in sentences to be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from data_access.vocabulary import OrganisationKind
from metrics.measures.measure import Measure
from metrics.memoize import memoize_most
from metrics.publication.edition import EditionRow, edition, without_figure
from metrics.publication.publication_text import (
    all_areas_text,
    in_brief,
    ready_to_be_said,
)
from metrics.text_format import day_text
from ui.elements import prose
from ui.elements.csv_download import Download
from ui.elements.tables import table
from ui.measure_pages import pages_with_measures
from ui.page.page_view import PageView
from ui.reads.store_state import MONTHS_OF_A_YEAR, StoreState
from ui.rows.publication import (
    edition_areas,
    missing_text,
    of_all_areas,
    quoted_rows,
)

DAYS_KEPT = 8
TITLE = "Safe to say in public"
EDITION_MARKING = "Edition for publication"
SAID = "What may be said"


@dataclass(frozen=True)
class Edition:
    """The rows of an edition, the measures without a figure, and the words for all areas."""

    rows: Sequence[EditionRow]
    missing: Sequence[Measure]
    whose: str
    download: Download

    @property
    def title(self) -> str:
        """The title of its files, with its day."""
        return f"{TITLE}, {day_text(self.download.day)}"

    @property
    def is_of_people(self) -> bool:
        """Whether it has figures about people."""
        return any(row.measure.protected for row in self.rows)

    @property
    def ready(self) -> Sequence[str]:
        """The sentences that are ready to be said."""
        return [in_brief(row) for row in ready_to_be_said(self.rows)]


def edition_of(view: PageView) -> Edition:
    """The edition of the day of the view. Errors: StaleState, as the reads of a store state."""
    state, day = view.state, view.day
    bodies = state.tables["organisation"]
    forces = bodies.filter(pl.col("kind") == OrganisationKind.POLICE_FORCE)["name"].to_list()
    rows = _rows(state, day)
    return Edition(
        rows,
        without_figure(rows, state.day_state(day).limits),
        all_areas_text(forces),
        Download("for-publication", day, state.day_state(day).is_invented),
    )


@memoize_most(DAYS_KEPT)
def _rows(state: StoreState, day: date) -> Sequence[EditionRow]:
    return edition(
        state.day_state(day),
        state.case_summary(day, None, MONTHS_OF_A_YEAR),
        state.escalation_summary(day, None, MONTHS_OF_A_YEAR).counted,
        state.people(day, None, None),
        state.unavailable,
    )


def quotations(found: Edition) -> None:
    """Draw the sentences of each page with figures, of a single area, and what has no figure."""
    for place in pages_with_measures():
        if some := of_all_areas(found.rows, place.codes):
            prose.subheading(place.title)
            rows = quoted_rows(some, found.whose)
            table(rows, key=f"quoted-{place.page}", alt=f"{SAID}: {place.title}", wide=SAID)
    if areas := edition_areas(found.rows):
        prose.subheading("Single areas")
        area = st.selectbox("Area", areas, key="quoted-area")
        rows = quoted_rows([row for row in found.rows if row.area == area])
        table(rows, key="quoted-areas", alt=f"{SAID}: {area}", wide=SAID)
    prose.words(missing_text(found.missing))
