"""Cubes: cases by area, period and one dimension more, protected all together before any filter.

Which there are is a fixed list: whoever could ask for any two dimensions could ask until a number
gives way. How areas and periods go together, and why, stands in docs/decisions/0007.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.disclosure import THRESHOLD, with_shown
from metrics.process_counts import AREA, NOT_RECORDED
from metrics.suppression.cells import Flags, Numbers, Sum
from metrics.suppression.cube_tables import (
    Rows,
    Shape,
    count_cubes,
    place_cubes,
    same_cases,
    sums_between,
)
from metrics.suppression.month_ends import Earlier, hide_first, hide_next

MONTH = "month"


class Grain(StrEnum):
    """How long the periods are that cases are counted in, the finest first."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NO_DAY = "no day recorded"
    ALL = "all"


# Counts of an area in one month are nearly all too small to show, and hide others with them.
OF_AREAS = (Grain.QUARTER, Grain.YEAR, Grain.NO_DAY, Grain.ALL)
# Two dimensions crossed have so many values that only years of all areas can be read.
COARSE = (Grain.YEAR, Grain.NO_DAY, Grain.ALL)
FINER: dict[Grain, tuple[Grain, ...]] = {
    Grain.QUARTER: (Grain.MONTH,),
    Grain.YEAR: (Grain.QUARTER,),
    Grain.ALL: (Grain.YEAR, Grain.NO_DAY),
}
BEGINS = {Grain.QUARTER: "1q", Grain.YEAR: "1y"}
# What tells a count of a cube from every other.
KEYS: dict[str, pl.DataType] = {
    "cube": pl.String(),
    AREA: pl.String(),
    "grain": pl.String(),
    "period": pl.Date(),
    "value": pl.String(),
}
PLACE = "place"


class Axes(NamedTuple):
    """The areas, the months, the periods and by dimension the values that were found in rows."""

    areas: list[str]
    months: list[date | None]
    periods: list[tuple[Grain, date | None]]
    values: dict[str, list[str]]


def protect_cubes(
    rows: pl.DataFrame,
    dimensions: Sequence[str],
    earlier: pl.DataFrame | None = None,
    threshold: int = THRESHOLD,
    coarse: Sequence[str] = (),
) -> pl.DataFrame:
    """A row a count of the cubes of ``dimensions``: its number or ``[c]`` as ``shown``.

    ``earlier``: the same rows as at the month-end before, where that can be seen too, as this
    function gives it without an earlier one; ``protect_after`` says what is withheld for it.
    Units: ``rows`` are cases, with ``area``, ``month`` (its first day) and each dimension.
    Nulls: of ``area`` and ``value``, all of them; of ``period``, all or no day recorded, as
    ``grain`` says. In ``rows``, a null is "not recorded".
    Shape: all areas by month, quarter, year and all; each area by all of these but the month;
    a dimension that is in ``coarse`` too, all areas by year and all.
    Periods without cases are there, values without cases are not. No cases at all: no rows.
    """
    if earlier is not None:
        before = protect_cubes(earlier, dimensions, threshold=threshold, coarse=coarse)
        return protect_after(before, rows, dimensions, threshold, coarse)
    if rows.is_empty():
        return _with_nothing()
    tables = _tables(rows, dimensions, coarse)
    return _with_hidden(tables, hide_first(tables.counts, tables.sums, tables.kept, threshold))


def protect_after(
    before: pl.DataFrame,
    rows: pl.DataFrame,
    dimensions: Sequence[str],
    threshold: int = THRESHOLD,
    coarse: Sequence[str] = (),
) -> pl.DataFrame:
    """``protect_cubes`` of ``rows`` where ``before`` is what it gave of the month-end before.

    What changed by 1 to ``threshold`` - 1 since is withheld, and nothing withheld follows from
    the two together, even for a reader who knows that in a cube where no count fell none could.
    """
    if rows.is_empty():
        return _with_nothing()
    tables = _tables(rows, dimensions, coarse)
    earlier = _earlier(tables, before)
    return _with_hidden(
        tables, hide_next(tables.counts, tables.sums, tables.kept, threshold, earlier)
    )


def _filled(rows: pl.DataFrame, dimensions: Sequence[str]) -> pl.DataFrame:
    words = pl.col(AREA, *dimensions).cast(pl.String).fill_null(NOT_RECORDED)
    return rows.select(words, pl.col(MONTH).cast(pl.Date))


def _axes(rows: pl.DataFrame, dimensions: Sequence[str]) -> Axes:
    days = rows[MONTH].drop_nulls()
    first, last = days.min(), days.max()
    months: list[date | None] = []
    if isinstance(first, date) and isinstance(last, date):
        months += pl.date_range(first, last, "1mo", eager=True).to_list()
    periods = [(Grain.MONTH, month) for month in months]
    for grain, length in BEGINS.items():
        begins = pl.Series(months, dtype=pl.Date).dt.truncate(length).unique().sort()
        periods += [(grain, day) for day in begins.to_list()]
    if days.len() < rows.height:
        months.append(None)
        periods.append((Grain.NO_DAY, None))
    values = {name: rows[name].unique().sort().to_list() for name in dimensions}
    return Axes(rows[AREA].unique().sort().to_list(), months, [*periods, (Grain.ALL, None)], values)


def _shape(axes: Axes, coarse: Sequence[str]) -> Shape:
    months = [[_takes_in(period, month) for month in axes.months] for period in axes.periods]
    taken = np.array(months, dtype=np.int64)
    exists = np.array([[True] * len(axes.periods)] * (len(axes.areas) + 1))
    exists[:-1] = [grain in OF_AREAS for grain, _ in axes.periods]
    by_year = np.zeros_like(exists)
    by_year[-1] = [grain in COARSE for grain, _ in axes.periods]
    of = {name: by_year if name in coarse else exists for name in axes.values}
    within = [
        [
            finer
            for finer, (grain_within, _) in enumerate(axes.periods)
            if grain_within in FINER.get(grain, ()) and (taken[finer] <= taken[place]).all()
        ]
        for place, (grain, _) in enumerate(axes.periods)
    ]
    return Shape(len(axes.areas), within, exists, of, taken)


def _takes_in(period: tuple[Grain, date | None], month: date | None) -> bool:
    grain, begins = period
    if grain == Grain.ALL or month is None or begins is None:
        return grain == Grain.ALL or (month is None and grain == Grain.NO_DAY)
    same_year = month.year == begins.year
    if grain == Grain.QUARTER:
        return same_year and (month.month - 1) // 3 == (begins.month - 1) // 3
    return same_year and (grain == Grain.YEAR or month == begins)


class Tables(NamedTuple):
    """Cubes before anything is hidden; ``keys`` says what the count at each ``place`` is of."""

    counts: Numbers
    sums: list[Sum]
    kept: Flags
    keys: pl.DataFrame


def _tables(rows: pl.DataFrame, dimensions: Sequence[str], coarse: Sequence[str]) -> Tables:
    filled = _filled(rows, dimensions)
    axes = _axes(filled, dimensions)
    shape, coded = _shape(axes, coarse), _coded(filled, axes)
    sizes = {name: len(words) for name, words in axes.values.items()}
    places = place_cubes(shape, sizes)
    counts: Numbers = np.zeros(shape.exists.size * (sum(sizes.values()) + 1), dtype=np.int64)
    kept = np.zeros(counts.size, dtype=bool)
    for name, cube in count_cubes(coded, shape, sizes).items():
        counts[places[name][shape.exists]] = cube[shape.exists]
        kept[places[name][shape.of[name]]] = True
    sums = list(sums_between(places, shape, same_cases(coded.values, sizes)))
    return Tables(counts, sums, kept, _keys(axes, shape, places))


def _coded(rows: pl.DataFrame, axes: Axes) -> Rows:
    def numbers(name: str, words: Sequence[object]) -> Numbers:
        known = pl.Series(words, dtype=rows.schema[name])
        numbered = rows[name].replace_strict(known, range(len(words)), return_dtype=pl.Int64)
        return numbered.to_numpy()

    return Rows(
        numbers(AREA, axes.areas),
        numbers(MONTH, axes.months),
        {name: numbers(name, words) for name, words in axes.values.items()},
    )


def _keys(axes: Axes, shape: Shape, places: dict[str, Numbers]) -> pl.DataFrame:
    areas = [*axes.areas, None]
    rows = [
        (name, areas[area], *axes.periods[period], word, at)
        for name, place in places.items()
        for area, period in np.argwhere(shape.of[name]).tolist()
        for word, at in zip([*axes.values[name], None], place[area, period].tolist(), strict=True)
    ]
    return pl.DataFrame(rows, KEYS | {PLACE: pl.Int64()}, orient="row")


def _with_hidden(tables: Tables, hidden: Flags) -> pl.DataFrame:
    at = tables.keys[PLACE].to_numpy()
    numbered = tables.keys.drop(PLACE).with_columns(
        count=pl.Series(tables.counts[at], dtype=pl.Int64)
    )
    return with_shown(numbered, pl.Series(hidden[at], dtype=pl.Boolean))


def _with_nothing() -> pl.DataFrame:
    no_counts = pl.DataFrame(schema=KEYS | {"count": pl.Int64()})
    return with_shown(no_counts, pl.Series(dtype=pl.Boolean))


def _earlier(tables: Tables, before: pl.DataFrame) -> Earlier:
    """What stood at the month-end before, by the places of now; what was not there was 0."""
    found = tables.keys.join(before, on=[*KEYS], how="left", nulls_equal=True).with_columns(
        pl.col("count").fill_null(0), pl.col("suppressed").fill_null(value=False)
    )
    at = found[PLACE].to_numpy()
    counts, hidden = np.zeros_like(tables.counts), np.zeros_like(tables.kept)
    counts[at], hidden[at] = found["count"].to_numpy(), found["suppressed"].to_numpy()
    return Earlier(counts, hidden, _only_grew(tables, counts))


def _only_grew(tables: Tables, before: Numbers) -> Flags:
    """Of each count, whether it is in a cube, or among the totals of all, in which none fell."""
    place = tables.keys[PLACE].to_numpy()
    fell = pl.Series(tables.counts[place] < before[place])
    cube = pl.when(pl.col("value").is_not_null()).then("cube")
    said = tables.keys.with_columns(fell=fell).select(grew=~pl.col("fell").any().over(cube))
    grew = np.zeros_like(tables.kept)
    grew[place] = said["grew"].to_numpy()
    return grew
