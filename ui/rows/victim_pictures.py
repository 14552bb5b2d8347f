"""Rows about victims with bars behind their numbers, which make a table a picture too.

A bar is drawn from the words of its cell and from nothing else, so it tells no more than they do.
"""

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from data_access.vocabulary import Side
from metrics.victims.right_to_review_text import OUTSIDE, SCHEMES_OF_STEPS, Step
from metrics.victims.victim_figures import WITHHELD, number_text
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


def step_rows(steps: Mapping[Side, Sequence[Step]]) -> pl.DataFrame:
    """One row per step of a review: a bar for each scheme of the victims who reached it.

    Those outside a scheme stand beside it, without a bar.
    """
    numbers = {
        SCHEMES_OF_STEPS[side]: {step.label: number_text(step.number) for step in of_side}
        for side, of_side in steps.items()
    }
    # The police scheme has every step of the other.
    every = max(steps.values(), key=len)
    rows = [
        {"Step": f"**{step.label}**" if step.is_main else step.label}
        | {scheme: reached.get(step.label, "") for scheme, reached in numbers.items()}
        for step in every
    ]
    return with_bars(pl.DataFrame(rows), *numbers, beside=OUTSIDE.values())


def _with_bar(cell: str, longest: int) -> str:
    if cell == WITHHELD:
        return hatched(cell)
    number = _number_in(cell)
    return cell if number is None else bar(number, longest)


def _number_in(cell: str) -> int | None:
    """The number that a cell shows; null where it shows none."""
    digits = cell.replace(",", "")
    return int(digits) if digits.isdecimal() else None
