"""Releases as the store keeps them, and the function that a worker runs to make those that are due.

The counts before rounding are JSON, compressed, so that no library has to stay as it is for them to
be read.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.cases.early_advice import every_first_event
from metrics.frames import Tables
from metrics.releases.counting import QUARTER, CountedPeriod, count_period
from metrics.releases.make import Release, release
from metrics.releases.medians import Halves, Middle
from metrics.releases.periods import Due, year_of
from metrics.releases.same_people import AMONG_FIRST_EVENTS
from metrics.victims.row_sets import ROW_SETS, rows_within

# Table, area, category, shown.
Number = tuple[str, str | None, str, int | None]
Key = tuple[str, date, int]
# Row sets that one process makes, in their order. Decisions take as long as all others together.
MADE_APART = (("decisions",), tuple(kind for kind in ROW_SETS if kind != "decisions"))


class MadeRelease(NamedTuple):
    """A release to be stored. ``counts``: before rounding, as text."""

    due: Due
    numbers: Sequence[Number]
    counts: str


def make_due(
    tables: Tables,
    limits: pl.DataFrame,
    due: Sequence[Due],
    stored: Mapping[Key, str],
    numbers: Mapping[Key, Sequence[Number]],
    kinds: Collection[str],
) -> list[MadeRelease]:
    """The releases of ``due`` that are not among ``stored``, in the order of ``due``.

    ``stored`` and ``numbers``: the counts and the numbers of every release so far. ``kinds``: the
    row sets to make; none depends on another. Takes seconds and tens of megabytes: the app calls
    this in worker processes. Errors: NotProved.
    """
    made: list[MadeRelease] = []
    areas = _areas(tables)
    releases = {
        key: Release(counted_from(key, text), _shown(numbers[key]))
        for key, text in stored.items()
        if key[0] in kinds
    }
    for each in due:
        key = each.row_set, each.first, each.months
        if each.row_set not in kinds or key in releases:
            continue
        rows = rows_within(tables, limits, each.counted_at, each.first, each.last, (each.row_set,))[
            each.row_set
        ]
        # A large store gives categoricals, whose numbers differ from process to process.
        rows = rows.cast({pl.Categorical: pl.String})
        counted = replace(
            count_period(each.row_set, each.first, each.months, rows, areas),
            at_most=_first_events(tables, each.last) if each.row_set in AMONG_FIRST_EVENTS else {},
        )
        new = release(counted, _quarters_of(each, releases))
        releases[key] = new
        shown = [
            (table, area, category, number)
            for (table, area), counts in new.shown.items()
            for category, number in counts.items()
        ]
        made.append(MadeRelease(each, shown, text_of(counted)))
    return made


def _quarters_of(due: Due, releases: Mapping[Key, Release]) -> list[Release]:
    """The releases of the quarters of a year, oldest first; none for a quarter."""
    if due.months == QUARTER:
        return []
    return [
        each
        for (kind, first, months), each in sorted(releases.items(), key=lambda item: item[0][1])
        if kind == due.row_set and months == QUARTER and year_of(first) == due.first
    ]


def _shown(numbers: Sequence[Number]) -> dict[tuple[str, str | None], dict[str, int | None]]:
    shown: dict[tuple[str, str | None], dict[str, int | None]] = {}
    for table, area, category, number in numbers:
        shown.setdefault((table, area), {})[category] = number
    return shown


def _areas(tables: Tables) -> set[str]:
    """The areas of all cases, whether or not they have any in a period."""
    names = pl.concat(rows[AREA] for rows in tables.values() if AREA in rows.columns)
    return {*names.cast(pl.String).fill_null(NOT_RECORDED)}


def _first_events(tables: Tables, day: date) -> dict[str | None, int]:
    """The cases of no area with an outcome or a referral by ``day``."""
    of_cases = (tables[name] for name in ("investigation", "referral", "early_advice"))
    events = every_first_event(*of_cases).filter(pl.col("event_on") <= day)
    return {NOT_RECORDED: events[AREA].null_count()}


def text_of(counted: CountedPeriod) -> str:
    """The counts of a period as text."""
    value = {"of_all": counted.of_all, "by_area": counted.by_area, "middles": counted.middles}
    return b64encode(zlib.compress(json.dumps(value, separators=(",", ":")).encode())).decode()


def counted_from(key: Key, text: str) -> CountedPeriod:
    """The period that ``text_of`` wrote."""
    read: Any = json.loads(zlib.decompress(b64decode(text)))
    middles = {
        area: {
            code: Middle(value, [Halves(*each) for each in halves])
            for code, (value, halves) in of_area.items()
        }
        for area, of_area in read["middles"].items()
    }
    return CountedPeriod(*key, read["of_all"], read["by_area"], middles)
