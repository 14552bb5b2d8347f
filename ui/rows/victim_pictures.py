"""Rows about victims with bars behind their numbers, which make a table a picture too.

A bar is drawn from the words of its cell and from nothing else, so it tells no more than they do.
"""

from collections.abc import Collection

import polars as pl

from metrics.victims.victim_figures import WITHHELD
from ui.elements.bars import bar, hatched


def with_bars(rows: pl.DataFrame, *columns: str, beside: Collection[str] = ()) -> pl.DataFrame:
    """``rows`` with a bar behind each number of ``columns``, on one scale; withheld ones hatched.

    ``beside``: the first cells of rows that have no bar and do not set the scale. Where no bar
    would be seen, the rows stay as they are.
    """
    names = rows.to_series(0).to_list()
    in_scale = [
        _number_in(cell)
        for column in columns
        for name, cell in zip(names, rows[column], strict=True)
        if name not in beside
    ]
    longest = max(filter(None, in_scale), default=0)
    if not longest:
        return rows
    return rows.with_columns(
        pl.Series(
            column,
            [
                _with_bar(cell, 0 if name in beside else longest)
                for name, cell in zip(names, rows[column], strict=True)
            ],
        )
        for column in columns
    )


def _with_bar(cell: str, longest: int) -> str:
    if cell == WITHHELD:
        return hatched(cell)
    number = _number_in(cell)
    return cell if number is None else bar(number, longest)


def _number_in(cell: str) -> int | None:
    """The number that a cell shows; null where it shows none."""
    digits = cell.replace(",", "")
    return int(digits) if digits.isdecimal() else None
