"""The edition for publication: one file, made when a reader asks for it, by rules of its own."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st

from data_access.reads import Snapshot
from metrics.cases.work import LIMITS, CaseWork
from metrics.disclosure import PUBLISHED_THRESHOLD
from metrics.escalating.work import EscalationsCounted
from metrics.newest_values import months_of
from metrics.periods import Period, limits_in_force
from metrics.publishing import edition
from metrics.victims.figures import NONE_COUNTED
from metrics.victims.quarters import Quarter, quarters_to_show
from metrics.victims.work import VICTIM_LIMITS, VictimWork
from metrics.victims.years import Days, Year, years_to_show
from metrics.wording import day_in_words
from ui import figures, reads
from ui.apart import Period as Quarters
from ui.apart import count_apart
from ui.controls import View
from ui.rows.publication import publication_rows
from ui.tables import Download, in_plain_words
from ui.victim_reads import Basis

KEPT = 4


def offer_publication(view: View) -> None:
    """What may be published of the newest quarter counted by the day, to be taken away."""
    periods = _periods(view.held, view.day)
    if not periods:
        figures.words(NONE_COUNTED)
        return
    figures.words(_what_it_holds(periods))
    # What fails while a file is being downloaded fails without our words, so it is made before.
    if st.button("Make the edition for publication", key="make-publication"):
        _, counted_at = periods[0][-1]
        download = Download("for-publication", counted_at, view.standing.is_invented)
        made = publication_file(view.held, download)
        st.download_button(
            "Download the edition for publication",
            data=lambda: made,
            file_name=f"{download.stem}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="download-publication",
        )
    st.caption(
        "It takes a few seconds to make. Publish no number of the pages beside it: they are exact, "
        "and two counts of the same thing can tell what each of them withholds."
    )


def publication_file(held: Snapshot, download: Download) -> bytes:
    """The edition of the quarter counted on the day of ``download``, as a CSV."""
    found = _edition(reads.basis_of(held), download.day, held)
    invented = {"Note": reads.DEMONSTRATION} if download.is_invented else {}
    rows = publication_rows(found).with_columns(
        pl.lit(words).alias(name) for name, words in invented.items()
    )
    return in_plain_words(rows).write_csv().encode("utf-8-sig")


@st.cache_resource(max_entries=KEPT, show_spinner="The edition is being made.")
def _edition(basis: Basis, day: date, _snapshot: Snapshot) -> pl.DataFrame:
    limits, tables = _snapshot.tables["time_limit"], reads.tallies(_snapshot)
    periods = _periods(_snapshot, day)
    # Counts that are kept for the pages are protected for them, and not for publication.
    found = count_apart(tables, limits, periods, [], PUBLISHED_THRESHOLD)
    made = [
        (Quarter if len(days) == 1 else Year)(days[0][0], days[-1][1], cubes or {}, numbers)
        for days, (_, numbers, cubes) in zip(periods, found, strict=True)
    ]
    quarter = next(each for each in made if isinstance(each, Quarter))
    years = tuple(each for each in made if isinstance(each, Year))
    at, period = quarter.counted_at, Period(quarter.first, quarter.last)
    then = reads.standing(_snapshot, at)
    return edition(
        VictimWork((quarter,), limits_in_force(limits, VICTIM_LIMITS, at), years=years),
        CaseWork(at, period, tables, limits_in_force(limits, LIMITS, at), None),
        EscalationsCounted(then, period, tables, None, has_cases=True),
    )


def _periods(held: Snapshot, day: date) -> list[Quarters]:
    """The newest quarter counted by ``day``, and the newest year; none where none is counted."""
    days = quarters_to_show(held.tables["closed_month"], day)
    return [*((each,) for each in days[-1:]), *years_to_show(days)[-1:]]


def _what_it_holds(periods: Sequence[Quarters]) -> str:
    quarter, *years = periods
    _, at = quarter[-1]
    areas = "".join(f", and of victims in each area, {_months(year)}" for year in years)
    return (
        f"Every measure of {_months(quarter)}, as at {day_in_words(at)}{areas}, in one file "
        "by the rules of publication. Counts of 1 to 9 are withheld, with as many others as it "
        "takes that none of them can be worked out. All others are rounded to the nearest 5, and "
        "shares are of the rounded counts."
    )


def _months(days: Sequence[Days]) -> str:
    (first, _), (last, _) = days[0], days[-1]
    return months_of(Period(first, last.replace(month=last.month + 2)))
