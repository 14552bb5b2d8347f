"""The rules behind every line that is read: what is complete, late, different, and was so before.

Each rule is told once more, for readers, in ``docs/status-rules.md``.
"""

from datetime import date

import polars as pl

from data_access.vocabulary import DateBasis, Origin
from metrics.corrections import before_corrections
from metrics.frames import Tables
from metrics.point_in_time import CORRECTED, COUNTS_FROM
from metrics.text_format import day_text

# Decisions and questions are left out: minutes are recorded after a meeting that knew of them.
KNOWN_ONCE_RECORDED = (
    "position",
    "judgement",
    "evidence",
    "action",
    "action_update",
    "occurrence",
    "frequency",
    "escalation",
)
# Rows with a ref, which others use, are corrected where they stand.
CORRECTED_IN_PLACE = ("action",)
# Statements of the published response were known from its publication, whenever they were recorded.
OF_THE_RESPONSE = {
    "evidence": pl.col("date_basis") == DateBasis.DUE_DATE_USED,
    "action": pl.col("origin") == Origin.RESPONSE,
}


def store_began_on(tables: Tables) -> date | None:
    """The day on which the store was first written to; null for one without a record of writes."""
    began_on: date | None = tables["audit_event"].select(pl.col("at").min().dt.date()).item()
    return began_on


def is_before_the_store(tables: Tables, day: date) -> bool:
    """Whether nothing could be recorded by the end of ``day``, because there was no store yet."""
    began_on = store_began_on(tables)
    return began_on is not None and day < began_on


def before_the_store_text(tables: Tables, day: date) -> str:
    """A sentence on how a day before the store began is known; empty for a later day."""
    if not is_before_the_store(tables, day):
        return ""
    began_on = day_text(store_began_on(tables))
    return f"The store began on {began_on}: {day_text(day)} is shown as entered since."


def recorded_after(tables: Tables, meeting_day: date) -> pl.Expr:
    """True for rows that were recorded after the end of ``meeting_day``: "entered since".

    Of a day before the store began nothing could be recorded in time: no row is entered since.
    """
    is_later = pl.col("recorded_at").dt.date() > meeting_day
    return pl.lit(value=False) if is_before_the_store(tables, meeting_day) else is_later


def known_at_meeting(tables: Tables, meeting_day: date) -> Tables:
    """Every table as it was recorded by the end of ``meeting_day``, from whichever day one looks.

    An action that was corrected since says what it said then. A day before the store began is as
    entered since.
    """
    if is_before_the_store(tables, meeting_day):
        return tables
    seen = dict(tables)
    recorded_since = recorded_after(tables, meeting_day)
    for name in KNOWN_ONCE_RECORDED:
        known_only_since = (pl.col(COUNTS_FROM[name]) <= meeting_day) & recorded_since
        of_the_response = OF_THE_RESPONSE.get(name, pl.lit(value=False))
        corrected_since = pl.lit(value=False)
        if name in CORRECTED:
            corrected_since = pl.col("corrects").is_not_null() & recorded_since
        seen[name] = seen[name].filter(~(known_only_since | corrected_since) | of_the_response)
    for name in CORRECTED_IN_PLACE:
        seen[name] = before_corrections(seen[name], name, tables["content_change"], recorded_since)
    return seen
