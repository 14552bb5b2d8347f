"""Of documents that were given out: whether their figures about people still stand."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from metrics.frames import Row, Tables
from metrics.releases.people import (
    PeopleSummary,
    ReleasedPeriod,
    people_summary,
    released_periods,
    table_of,
)
from metrics.releases.periods import span_text
from metrics.releases.tables import MEDIANS, SHARES
from metrics.text_format import day_text

BY_ANOTHER_RULE = (
    "It was given out before figures about people were released: any counts of people in it were "
    "made by another rule, and are shown no more."
)
# The share that a pack follows over time.
FOLLOWED = "told_in_time"


def stands_text(tables: Tables, sealed: Row) -> str:
    """Why figures about people in a document given out no longer stand; empty where they do.

    ``tables``: of the store. ``sealed``: a row of ``sealed_document``.
    """
    first = tables["release"]["recorded_at"].min()
    if first is not None and sealed["recorded_at"] < first:
        return BY_ANOTHER_RULE
    return " ".join(_withdrawn(tables, sealed))


def _withdrawn(tables: Tables, sealed: Row) -> Iterator[str]:
    """A sentence for each period that it quotes and that was withdrawn since."""
    since = tables["release_withdrawal"].filter(pl.col("recorded_at") > sealed["recorded_at"])
    quoted = set() if since.is_empty() else _quoted(tables, sealed)
    for row in since.sort("first", "months").iter_rows(named=True):
        if (row["first"], row["months"]) in quoted:
            yield (
                f"It quotes figures about people of {span_text(row['first'], row['months'])}, "
                f"withdrawn on {day_text(row['recorded_at'].date())} by {row['recorded_by']}: "
                f"{row['reason'].removesuffix('.')}."
            )


def _quoted(tables: Tables, sealed: Row) -> set[tuple[date, int]]:
    """The first day and the months of each period whose figures stood in it."""
    known = pl.col("recorded_at") <= sealed["recorded_at"]
    then = {name: tables[name].filter(known) for name in ("release", "release_withdrawal")}
    periods = released_periods({**tables, **then}, sealed["as_at"])
    summary = people_summary(periods, {}, None, None)
    return {(each.first, each.months) for each in _shown_in_a_pack(summary)} if summary else set()


def _shown_in_a_pack(summary: PeopleSummary) -> Iterator[ReleasedPeriod]:
    seen = (summary.seen(table_of(code)) for code in (*SHARES, *MEDIANS))
    yield from (each.chosen for each in seen if each)
    yield from summary.steps(FOLLOWED)
