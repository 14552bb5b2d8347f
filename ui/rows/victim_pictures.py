"""Rows about victims with bars or dots behind their numbers, which make a table a picture too.

A mark is drawn from what its row says and from nothing else, so it tells no more than that.
"""

from collections.abc import Collection, Sequence

import polars as pl

from data_access.vocabulary import Characteristic
from metrics.cases.aggregation import NOT_RECORDED
from metrics.releases.people import Counts, PeopleSummary, ReleasedPeriod, Share
from metrics.text_format import capitalised
from metrics.victims.characteristics_text import least_asked_first
from metrics.victims.notices import LATE_BANDS, VERY_LATE
from metrics.victims.victim_figures import (
    groups_of,
    months_text,
    number_text,
    percentage_text,
    share_text,
)
from ui.elements.bars import DOT, LATE, PLAIN, bar, dot
from ui.rows.victims import CASES_OF, OUT_OF, word_count_rows

SHARE_ASKED, BEFORE = "Share asked", "A year before"
TOO_FEW = "too few"
AREA_NAMES = {NOT_RECORDED: "Area not recorded"}


def with_bars(rows: pl.DataFrame, column: str, late: Collection[str] = ()) -> pl.DataFrame:
    """``rows`` with a bar behind each number of ``column``.

    ``late``: the first cells of rows that say that something is late. The rows stay as they are
    where fewer than two bars would be seen, for nothing could be compared.
    """
    numbers = [*filter(None, map(_number_in, rows[column]))]
    if len(numbers) < 2:
        return rows
    cells = [
        _with_bar(cell, max(numbers), LATE if name in late else PLAIN)
        for name, cell in zip(rows.to_series(0), rows[column], strict=True)
    ]
    return rows.with_columns(pl.Series(column, cells))


def lateness_rows(counts: Counts) -> pl.DataFrame:
    """One row per band of lateness, with bars of decisions; those of the late ones stand out.

    ``counts``: those of the table "lateness".
    """
    late = [capitalised(band) for band in (*LATE_BANDS.values(), VERY_LATE)]
    return with_bars(word_count_rows(counts, "Told", "Decisions"), "Decisions", late=late)


def asked_rows(of: PeopleSummary, sent: Sequence[Characteristic]) -> pl.DataFrame:
    """One row per characteristic, the least asked about first: the share, and what is missing.

    The share has a dot, and a ring for that of a year before, if that is released.
    """
    before = {each: of.a_year_before(each.column) for each in sent}
    has_before = any(before.values())
    return pl.DataFrame(
        [
            {
                "Characteristic": capitalised(each),
                SHARE_ASKED: _asked_cell(share, before[each]),
                **({BEFORE: _before_cell(before[each])} if has_before else {}),
                **_ways_asked(of.counts(each.column) or {}),
                OUT_OF: number_text(share.of),
            }
            for each, share in least_asked_first(of, sent).items()
        ]
    )


def key_text(asked: pl.DataFrame) -> str:
    """A key to the marks of ``asked_rows``; empty where there are none."""
    if asked.is_empty() or not any(cell.startswith(DOT) for cell in asked[SHARE_ASKED]):
        return ""
    before = " ○ A year before." if BEFORE in asked.columns else ""
    return f"On a line from 0% to 100%: ● The share asked.{before}"


def asked_area_rows(year: ReleasedPeriod, sent: Sequence[Characteristic]) -> pl.DataFrame:
    """One row per area of a year: the share asked about each characteristic that has one there."""
    of_areas = [each for each in sent if any(year.share(each.column, area) for area in year.areas)]
    return pl.DataFrame(
        [
            {CASES_OF: f"{AREA_NAMES.get(area, area)}, {months_text(year)}"}
            | {capitalised(each): _share_cell(year.share(each.column, area)) for each in of_areas}
            for area in year.areas
        ]
    )


def _ways_asked(counts: Counts) -> dict[str, str]:
    return {capitalised(way): number_text(number) for way, number in groups_of(counts).items()}


def _share_cell(share: Share | None) -> str:
    return TOO_FEW if share is None else share_text(share)


def _before_cell(before: Share | None) -> str:
    return TOO_FEW if before is None else percentage_text(before)


def _asked_cell(share: Share, before: Share | None) -> str:
    words = percentage_text(share)
    if share.value is None:
        return words
    return dot(words, share.value, before.value if before else None)


def _with_bar(cell: str, longest: int, look: str) -> str:
    number = _number_in(cell)
    return cell if number is None else bar(number, longest, look)


def _number_in(cell: str) -> int | None:
    """The number that a cell shows; null where it shows none."""
    digits = cell.replace(",", "")
    return int(digits) if digits.isdecimal() else None
