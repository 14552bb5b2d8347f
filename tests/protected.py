"""Protects the counts of made-up rows, however few of them there are in a quarter."""

from collections.abc import Mapping, Sequence

import polars as pl

from metrics.disclosure import THRESHOLD
from metrics.suppression.area_counts import areas_of_year, count_by_area
from metrics.suppression.history import History
from metrics.suppression.linked_tables import CountTable
from metrics.suppression.quarter_counts import QuarterCounts, count_quarter
from metrics.suppression.yearly_areas import protect_areas

SHOW_EVERY_QUARTER = 0
Tables = Mapping[str, CountTable]


def protect_period(rows: pl.DataFrame, tables: Tables, threshold: int = THRESHOLD) -> pl.DataFrame:
    """The protected counts of one quarter with nothing before it."""
    history = History(tables, threshold, SHOW_EVERY_QUARTER)
    return history.close(count_quarter(rows, tables))[0]


def close_with_year(history: History, quarter: QuarterCounts) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The protected counts of the next quarter, and of the year to it.

    Errors: ValueError where fewer than four quarters have been closed.
    """
    shown, year = history.close(quarter)
    if year is None:
        raise ValueError("Fewer than four quarters are closed, so there is no year.")
    return shown, year


def protect_year(
    quarters: Sequence[pl.DataFrame], tables: Tables, threshold: int = THRESHOLD
) -> tuple[list[pl.DataFrame], pl.DataFrame, pl.DataFrame]:
    """The protected counts of quarters, of the year that they end, and of its areas.

    There may be fewer than four quarters: then the first ones have no cases.
    """
    nobody = [quarters[0].clear()] * (4 - len(quarters))
    history = History(tables, threshold, SHOW_EVERY_QUARTER)
    counted = [count_quarter(rows, tables) for rows in (*nobody, *quarters)]
    shown = [history.close(each)[0] for each in counted[:-1]]
    newest, year = close_with_year(history, counted[-1])
    shown.append(newest)
    by_area = [(count_quarter(rows, tables), count_by_area(rows, tables)) for rows in quarters]
    areas = areas_of_year(by_area, tables)
    return (
        shown[len(nobody) :],
        year,
        protect_areas(areas, year, [*zip(counted, shown, strict=True)], threshold),
    )
