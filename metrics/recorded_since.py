"""Entries recorded, corrected and loaded since a moment, and the subject of each."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

import polars as pl

from metrics.frames import Row, Tables
from metrics.point_in_time import COUNTS_FROM
from metrics.text_format import counted, listed


class Why(StrEnum):
    """Why something may read otherwise than it did."""

    CORRECTION = "correction"
    AFTERWARDS = "entered afterwards"
    NEW_ENTRY = "new entry"
    LATE_DATA = "late data"
    MONTH_CLOSED = "month closed"
    RELEASED = "released"
    TAKEN_OUT = "taken out"
    TAKEN_BACK = "taken back"


class ChangeSince(NamedTuple):
    """Something that was written since. ``refs``: of what it is about; of data, none."""

    why: Why
    refs: frozenset[str]


# The columns that name the subject of an entry, by table.
SUBJECTS = {
    "position": ("requirement",),
    "judgement": ("requirement",),
    "evidence": ("ref", "requirement", "action"),
    "action": ("ref", "requirement"),
    "action_update": ("action",),
    "occurrence": ("recurrence",),
    "frequency": ("recurrence",),
    "escalation": ("ref", "subject"),
    "meeting": ("ref",),
    "decision": ("meeting",),
    "ask": ("action", "evidence", "meeting"),
}
# Writes that add no row of these tables, by the first words of their name in the audit.
EVENTS = {
    "record meeting correction": Why.CORRECTION,
    "record action correction": Why.CORRECTION,
    "record meeting held": Why.NEW_ENTRY,
    "record decision done": Why.NEW_ENTRY,
    "record answer": Why.NEW_ENTRY,
    "record response": Why.NEW_ENTRY,
    "record no response": Why.NEW_ENTRY,
    "record resolution": Why.NEW_ENTRY,
    "import": Why.LATE_DATA,
    "withdraw": Why.TAKEN_OUT,
    "redact": Why.TAKEN_OUT,
    "purge": Why.TAKEN_OUT,
    "close month": Why.MONTH_CLOSED,
    "make releases": Why.RELEASED,
}
OF_DATA = (Why.LATE_DATA, Why.TAKEN_OUT, Why.MONTH_CLOSED, Why.RELEASED)
IN_WORDS = {
    Why.CORRECTION: ("correction", "corrections"),
    Why.AFTERWARDS: ("entry made afterwards", "entries made afterwards"),
    Why.NEW_ENTRY: ("new entry", "new entries"),
    Why.LATE_DATA: ("load of late data", "loads of late data"),
    Why.MONTH_CLOSED: ("closing of months", "closings of months"),
    Why.RELEASED: ("release of figures about people", "releases of figures about people"),
    Why.TAKEN_OUT: ("removal", "removals"),
    Why.TAKEN_BACK: ("entry taken back", "entries taken back"),
}


def recorded_since(tables: Tables, moment: datetime, as_at: date) -> list[ChangeSince]:
    """Everything written after ``moment``, of which a paper as at ``as_at`` might speak.

    An entry about ``as_at`` or an earlier day was made afterwards; a later one is new.
    """
    return [
        *_rows_since(tables, moment, as_at),
        *_taken_back_since(tables, moment),
        *_events_since(tables["audit_event"], moment),
    ]


def possible_causes(
    written: list[ChangeSince], refs: frozenset[str], *, is_of_data: bool, is_sentence: bool
) -> list[ChangeSince]:
    """The rows of ``written`` that may be why something that names ``refs`` reads otherwise.

    That is what is about one of them. Else data may be why where it is counted of data
    (``is_of_data``), and any entry where it is about none, or is a sentence: one of a list of
    the first few comes and goes with entries about others.
    """
    if about_it := [each for each in written if each.refs & refs]:
        return about_it
    of_data = [each for each in written if each.why in OF_DATA]
    if is_of_data:
        return of_data
    if refs and not is_sentence:
        return []
    return [each for each in written if each.why not in OF_DATA] or of_data


def why_text(written: list[ChangeSince]) -> str:
    """The number of entries of each kind, in words; empty for none."""
    kinds = [each.why for each in written]
    return listed(counted(kinds.count(kind), *IN_WORDS[kind]) for kind in Why if kind in kinds)


def _rows_since(tables: Tables, moment: datetime, as_at: date) -> Iterator[ChangeSince]:
    part_of = dict(tables["action"].select("ref", "requirement").iter_rows())
    for name, columns in SUBJECTS.items():
        rows = tables[name].filter(pl.col("recorded_at") > moment)
        for row in rows.iter_rows(named=True):
            yield ChangeSince(_why(row, COUNTS_FROM.get(name), as_at), _refs(row, columns, part_of))


def _taken_back_since(tables: Tables, moment: datetime) -> Iterator[ChangeSince]:
    """The outcomes of items of meetings that were recorded by then and taken back after."""
    part_of = dict(tables["action"].select("ref", "requirement").iter_rows())
    outcomes = tables["meeting_outcome"]
    by_then = outcomes.filter(pl.col("recorded_at") <= moment)["id"]
    undone = outcomes.filter(
        pl.col("recorded_at") > moment, pl.col("takes_back").is_in(by_then.implode())
    )
    for item in undone["item"]:
        ref = item.partition(" ")[2]
        yield ChangeSince(Why.TAKEN_BACK, frozenset(filter(None, [ref, part_of.get(ref)])))


def _why(row: Row, counts_from: str | None, as_at: date) -> Why:
    if row.get("corrects"):
        return Why.CORRECTION
    day = row[counts_from] if counts_from else None
    return Why.AFTERWARDS if day and day <= as_at else Why.NEW_ENTRY


def _refs(row: Row, columns: tuple[str, ...], part_of: Mapping[str, str | None]) -> frozenset[str]:
    named = [row[column] for column in columns]
    parts = [part_of.get(ref) for ref in named]
    return frozenset(filter(None, [*named, *parts]))


def _events_since(events: pl.DataFrame, moment: datetime) -> Iterator[ChangeSince]:
    for what, subject in events.filter(pl.col("at") > moment).select("what", "subject").iter_rows():
        why = next((why for start, why in EVENTS.items() if what.startswith(start)), None)
        if why:
            yield ChangeSince(why, frozenset([subject]) if why not in OF_DATA else frozenset())
