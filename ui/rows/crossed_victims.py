"""Rows about victims by two dimensions, one across the other."""

from collections.abc import Collection
from itertools import product

import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.text_format import capitalised
from metrics.victims.categorical import BETWEEN
from metrics.victims.counted_period import Counts
from ui.elements.bars import hatched, square
from ui.rows.cell_format import SIDES
from ui.rows.victims import MARKED, not_drawn_text


def crossed_rows(
    counts: Counts,
    rows: Collection[str],
    columns: Collection[str],
    heading: str,
    *,
    with_withheld: bool = False,
) -> pl.DataFrame:
    """One row per category of one dimension, one column per category of the other.

    The count of a pair of equal categories is bold, and each has a square of its size. Rows and
    columns of nothing but zeros are left out, and so are those withheld in full. ``with_withheld``:
    as a file has them, with all that is withheld and without squares.
    """
    is_any = _is_any_case if with_withheld else _is_any
    down = [row for row in rows if is_any(counts, (row,), columns)]
    across = [column for column in columns if is_any(counts, down, (column,))]
    pairs = {pair: counts[BETWEEN.join(pair)] for pair in product(down, across)}
    largest = max(filter(None, pairs.values()), default=0)
    return pl.DataFrame(
        [
            {heading: SIDES.get(row, capitalised(row))}
            | {
                capitalised(column): _crossed_cell(
                    pairs[row, column],
                    0 if with_withheld else largest,
                    is_same=row == column != NOT_RECORDED,
                )
                for column in across
            }
            for row in down
        ]
    )


def withheld_in_full_text(counts: Counts, rows: Collection[str], columns: Collection[str]) -> str:
    """The rows and columns that ``crossed_rows`` leaves out as withheld; may be empty."""
    down = [row for row in rows if _is_any(counts, (row,), columns)]
    hidden = [row for row in rows if row not in down and _is_any_case(counts, (row,), columns)]
    of_others = [each for each in columns if down and _is_withheld(counts, down, each)]
    return not_drawn_text(
        *([capitalised(SIDES.get(name, name)) for name in names] for names in (hidden, of_others))
    )


def turned(crossed: Counts) -> Counts:
    """Counts of pairs, with the category of the other dimension first."""
    return {BETWEEN.join(reversed(pair.split(BETWEEN))): crossed[pair] for pair in crossed}


def _is_any(counts: Counts, rows: Collection[str], columns: Collection[str]) -> bool:
    """Whether the numbers of these pairs are neither all 0 nor all withheld."""
    numbers = [counts[BETWEEN.join(pair)] for pair in product(rows, columns)]
    return any(number != 0 for number in numbers) and any(number is not None for number in numbers)


def _is_any_case(counts: Counts, rows: Collection[str], columns: Collection[str]) -> bool:
    """Whether the numbers of these pairs are not all 0."""
    return any(counts[BETWEEN.join(pair)] != 0 for pair in product(rows, columns))


def _is_withheld(counts: Counts, rows: Collection[str], column: str) -> bool:
    return all(counts[BETWEEN.join((row, column))] is None for row in rows)


def _crossed_cell(number: int | None, largest: int, *, is_same: bool) -> str:
    """A count; with a square where there is a ``largest`` one to measure it by."""
    if number is None:
        shown = hatched(MARKED) if largest else MARKED
    else:
        shown = square(number, largest) if largest else f"{number:,}"
    return f"**{shown}**" if is_same else shown
