"""Quarters of victims as text, as the store keeps them, and the functions that a worker runs.

A quarter is counted and protected once. From then on it is read from its text, and later quarters
are protected together with it. The text is JSON, compressed, so that no library has to stay as it
is for the text to be read.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from metrics.cases.aggregation import AREA
from metrics.disclosure import THRESHOLD
from metrics.frames import Tables
from metrics.suppression.area_counts import AreasOfQuarter
from metrics.suppression.history import Closing
from metrics.suppression.linked_tables import COUNTS
from metrics.suppression.quarter_counts import Cell, QuarterCounts
from metrics.suppression.search_memory import Newest
from metrics.victims.counted_period import CountedPeriod, QuarterDays
from metrics.victims.period_counts import (
    NUMBERS,
    REPORTS,
    ClosedQuarter,
    RowSetCounts,
    ShownCounts,
    close_quarters,
    count_row_sets,
    protect_all,
    rows_of_quarter,
    what_is_shown,
)
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import Part, count_tables_of


class RowSetText(NamedTuple):
    """One row set in a quarter, as text. ``shown`` alone holds nothing that is withheld.

    ``counts``: before protection, and how the quarter was closed. ``numbers``: values for medians.
    """

    counts: str
    numbers: str
    shown: str


class NewQuarter(NamedTuple):
    """A row set that was counted for the first time in the quarter of ``days``."""

    days: QuarterDays
    kind: str
    text: RowSetText


# Row sets that one process counts, in their order. Decisions take as long as all others together.
COUNTED_APART = (("decisions",), tuple(kind for kind in ROW_SETS if kind != "decisions"))
Texts = Mapping[str, Mapping[QuarterDays, RowSetText]]
# By row set, every count of a quarter, in the order in which they were made.
StoredCounts = Mapping[str, Sequence[tuple[QuarterDays, RowSetText]]]


def count_new(
    tables: Tables,
    limits: pl.DataFrame,
    quarters: Sequence[QuarterDays],
    stored: StoredCounts,
    kinds: Collection[str] = (*ROW_SETS,),
    threshold: int = THRESHOLD,
) -> list[NewQuarter]:
    """The row sets of ``quarters`` that are not among ``stored``, counted and protected.

    ``kinds``: the row sets to count; none depends on what is shown of another. A quarter before the
    newest one stored of its row set is never counted any more. Takes seconds and tens of
    megabytes: the app calls this in worker processes.
    """
    # The number of cases reported decides in which periods anything is shown.
    before = {
        kind: [closed_quarter(*each) for each in stored.get(kind, ())]
        for kind in ROW_SETS
        if kind in kinds or kind == REPORTS
    }
    counted: dict[str, list[tuple[QuarterDays, RowSetCounts]]] = defaultdict(list)
    for days in quarters:
        new = [kind for kind, closed in before.items() if all(days > each.days for each in closed)]
        rows = rows_of_quarter(tables, limits, *days, kinds=new)
        for kind, counts in count_row_sets(rows).items():
            counted[kind].append((days, counts))
    reports = {each.days: each.counted.counts.total for each in before[REPORTS]} | {
        days: each.counts.total for days, each in counted[REPORTS]
    }
    shows = what_is_shown(quarters, reports) if quarters else {}
    return [
        NewQuarter(each.days, kind, stored_text(each))
        for kind, of_kind in counted.items()
        if kind in kinds
        for each in close_quarters(kind, before[kind], of_kind, shows, threshold)
    ]


def protect_stored(
    quarters: Sequence[QuarterDays], stored: Texts, threshold: int
) -> list[CountedPeriod]:
    """The periods of ``quarters`` for an edition that shows the newest of them alone.

    Nothing else is taken to be shown: an edition does not stand beside the pages.
    """
    counted = [
        {kind: closed_quarter(days, of_kind[days]).counted for kind, of_kind in stored.items()}
        for days in quarters
    ]
    return protect_all(quarters, counted, threshold, only_newest=True)


def shown_counts(kind: str, text: RowSetText) -> tuple[ShownCounts, pl.DataFrame]:
    """The counts that are shown of a row set in a quarter, and the values for its medians.

    What a version before did not count is withheld.
    """
    read = _unpacked(text.shown)
    quarter, year = (
        None if read[period] is None else _with_missing(kind, _frame(read[period]), tables)
        for period, tables in (("quarter", read["tables"]), ("year", read["year_tables"]))
    )
    assert quarter is not None
    return ShownCounts(quarter, year, Closing([], [], read["year_tables"])), _numbers(text)


def _with_missing(kind: str, shown: pl.DataFrame, counted_by: Collection[str]) -> pl.DataFrame:
    missing = [
        (name, area, word, None, True)
        for area in dict.fromkeys([None, *shown[AREA]])
        for name, table in count_tables_of(kind).items()
        if name not in counted_by and not table.ties and (area is None or table.by_area)
        for word in (*ROW_SETS[kind].words.get(name, tuple(Part)), None)
    ]
    return pl.concat([shown, pl.DataFrame(missing, COUNTS, orient="row")]) if missing else shown


def stored_text(closed: ClosedQuarter) -> RowSetText:
    """A row set in a quarter as text."""
    counts, areas, numbers = closed.counted
    by_value = numbers.group_by(*NUMBERS, maintain_order=True).len()
    return RowSetText(
        _packed(
            {
                "total": counts.total,
                "words": counts.words,
                "counts": _lists(counts.counts),
                # The other way round, each pair has the same numbers.
                "meets": [
                    [*pair, both.tolist()]
                    for pair, both in counts.meets.items()
                    if pair < pair[::-1]
                ],
                "areas": areas.names,
                "by_area": _lists(areas.counts),
                "closing": closed.shown.closing,
            }
        ),
        _packed(by_value.to_dict(as_series=False)),
        _packed(
            {
                "tables": [*counts.words],
                "year_tables": closed.shown.closing.year_tables,
                "quarter": _columns(closed.shown.quarter),
                "year": None if closed.shown.year is None else _columns(closed.shown.year),
            }
        ),
    )


def closed_quarter(days: QuarterDays, text: RowSetText) -> ClosedQuarter:
    """The row set in a quarter that ``stored_text`` wrote."""
    read = _unpacked(text.counts)
    meets = {}
    for one, other, both in read["meets"]:
        sizes = len(read["words"][one]), len(read["words"][other])
        meets[one, other] = np.array(both, np.int64).reshape(sizes)
        meets[other, one] = meets[one, other].T
    counts = QuarterCounts(read["total"], read["words"], _arrays(read["counts"]), meets)
    names = read["areas"]
    by_area = {
        name: np.array(cells, np.int64).reshape(len(names), len(read["words"][name]))
        for name, cells in read["by_area"].items()
    }
    alone, attacks, year_tables = read["closing"]
    closing = Closing(
        [_cell(each) for each in alone],
        [(_newest(of), [_newest(each) for each in by]) for of, by in attacks],
        year_tables,
    )
    counted = RowSetCounts(counts, AreasOfQuarter(names, by_area), _numbers(text))
    shown = _unpacked(text.shown)
    year = None if shown["year"] is None else _frame(shown["year"])
    return ClosedQuarter(days, counted, ShownCounts(_frame(shown["quarter"]), year, closing))


def _frame(columns: Mapping[str, list[Any]]) -> pl.DataFrame:
    return pl.DataFrame(columns, COUNTS)


def _numbers(text: RowSetText) -> pl.DataFrame:
    by_value = pl.DataFrame(_unpacked(text.numbers), {**NUMBERS, "len": pl.UInt32})
    return by_value.select(pl.exclude("len").repeat_by("len").explode(empty_as_null=False))


def _columns(protected: pl.DataFrame) -> dict[str, list[Any]]:
    """The columns of protected counts, without the numbers that are withheld."""
    shown = pl.when(~pl.col("suppressed")).then("count")
    return protected.with_columns(count=shown).to_dict(as_series=False)


def _cell(read: Sequence[str] | None) -> Cell:
    return None if read is None else (read[0], read[1])


def _newest(read: tuple[bool, Sequence[str] | None]) -> Newest:
    return read[0], _cell(read[1])


def _lists(arrays: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {name: array.tolist() for name, array in arrays.items()}


def _arrays(lists: Mapping[str, list[int]]) -> dict[str, Any]:
    return {name: np.array(numbers, np.int64) for name, numbers in lists.items()}


def _packed(value: object) -> str:
    text = json.dumps(value, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode())).decode()


def _unpacked(text: str) -> Any:
    return json.loads(zlib.decompress(b64decode(text)))
