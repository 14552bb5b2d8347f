"""Warnings about late or unverified data that a reader needs before relying on a figure."""

import polars as pl

from data_access.vocabulary import DateBasis, Origin
from metrics.day_state import DUE_SOON, STALE, DayState
from metrics.memoize import memoize
from metrics.periods import limits_in_force
from metrics.text_format import counted, day_text

LIMIT_WORDS = {DUE_SOON: "due soon", STALE: "no recent change"}


@memoize
def late_or_not_verified(day_state: DayState, limits_are: str = "") -> list[str]:
    """Warnings for a reader who is about to rely on a figure, a sentence each.

    ``limits_are``: where the limits are listed, as seen from the page that warns.
    """
    late = sum(recorded_late(rows).height for rows in entries_by_day(day_state))
    expired = day_state.tables["evidence"].filter(pl.col("expires_on") < day_state.day).height
    undated = day_state.inspections.filter(pl.col("date_basis") == DateBasis.DUE_DATE_USED)
    sentences = [
        f"The answer to “{row['short_title']}” has no date: what it says counts from "
        f"{day_text(row['answered_on'])}, the day it was due."
        for row in undated.iter_rows(named=True)
    ]
    if late:
        sentences.append(
            f"{counted(late, 'entry', 'entries')} took effect on one day and "
            f"{'was' if late == 1 else 'were'} recorded on a later one."
        )
    if expired:
        verb = "is" if expired == 1 else "are"
        sentences.append(f"{counted(expired, 'piece')} of evidence {verb} out of date.")
    return sentences + _unsure_limits(day_state, limits_are)


def entries_by_day(day_state: DayState) -> list[pl.DataFrame]:
    """Every entry that speaks of a day, with ``effective_on`` and ``recorded_at``.

    A decision speaks of the day of its meeting, a question of the day it was asked, an escalation
    of the day it was raised, an occurrence of the day it was done, an action of the day it was
    opened. Statements and actions of the published response are not entries.
    """
    tables = day_state.tables
    meetings = tables["meeting"].select(meeting="ref", effective_on="held_on")
    return [
        *(tables[name] for name in ("position", "action_update", "judgement")),
        tables["evidence"].filter(pl.col("date_basis") == DateBasis.STATED),
        tables["decision"].join(meetings, on="meeting"),
        tables["ask"].with_columns(effective_on="asked_on"),
        tables["escalation"].with_columns(effective_on="raised_on"),
        tables["occurrence"].with_columns(effective_on="done_on"),
        tables["action"]
        .filter(pl.col("origin") != Origin.RESPONSE)
        .with_columns(effective_on="opened_on"),
    ]


def recorded_late(entries: pl.DataFrame) -> pl.DataFrame:
    """Entries recorded later than the day they speak of."""
    return entries.filter(pl.col("recorded_at").dt.date() > pl.col("effective_on"))


def _unsure_limits(day_state: DayState, limits_are: str) -> list[str]:
    time_limits = day_state.tables["time_limit"]
    in_force = limits_in_force(time_limits, time_limits["code"].to_list(), day_state.day)
    unsure = sum(limit is not None and not limit.verified for limit in in_force.values())
    in_all = sum(limit is not None for limit in in_force.values())
    said = f"Not verified: {unsure} of {counted(in_all, 'limit')}{limits_are}."
    return [said] * (unsure > 0) + [
        f"No limit is in force for “{word}”: nothing is counted as that."
        for code, word in LIMIT_WORDS.items()
        if day_state.limits[code] is None
    ]
