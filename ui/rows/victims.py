"""Rows about victims: released counts, also by two dimensions, and shares of them."""

import re
from collections.abc import Collection, Mapping, Sequence

import polars as pl

from metrics.measures.catalogue import MEASURES
from metrics.releases.people import Counts, PeopleSummary, ReleasedPeriod, table_of
from metrics.releases.rule import SMALLEST
from metrics.text_format import capitalised
from metrics.victims.support import OUTCOME_NAMES
from metrics.victims.victim_figures import (
    FEW,
    extent_text,
    groups_of,
    left_out_text,
    months_text,
    number_text,
    percentage_text,
    share_text,
    why_not_shown,
)
from ui.elements.bars import SQUARE, square
from ui.rows.cell_format import SIDES

COUNTED, OUT_OF = "Counted", "Out of"
# The heading of the column with the area and months of the cases.
CASES_OF = "Cases of"
QUARTER, YEAR = "Quarter", "Year"
SAME = "The same numbers in a table"
NUMBER = re.compile(rf"[\d,]+%?|{FEW}")
SQUARE_IN_WORDS = "The area of each square shows its number."
IN_FILES = {FEW: f"<{SMALLEST}"}


def in_file(rows: pl.DataFrame, whose: str = "") -> pl.DataFrame:
    """Rows for a download, with "<5" where a count is small.

    ``whose``: the area and months of the cases, if the rows do not name them.
    """
    marked = rows.with_columns(pl.all().replace(IN_FILES).name.keep())
    return marked.with_columns(pl.lit(capitalised(whose)).alias(CASES_OF)) if whose else marked


def number_columns(rows: pl.DataFrame) -> list[str]:
    """The columns in which every cell is a number alone."""
    return [
        name
        for name in rows.columns
        if all(isinstance(cell, str) and NUMBER.fullmatch(cell) for cell in rows[name])
    ]


def share_rows(summary: PeopleSummary, codes: Sequence[str]) -> pl.DataFrame:
    """One row per measure that is released: its share, numerator and denominator.

    If they are not all of the area and period chosen, each row names its own.
    """
    seen = {code: of for code in codes if (of := summary.seen(table_of(code)))}
    differ = any(of is not summary for of in seen.values())
    return pl.DataFrame([_share_row(of, code, differ) for code, of in seen.items()])


def _share_row(of: PeopleSummary, code: str, is_named: bool) -> dict[str, str]:
    share = of.share(code)
    assert share is not None
    left_out = left_out_text(of.chosen, of.area, code, share.of)
    return {
        "Measure": f"{capitalised(of.measure(MEASURES[code]).title)}{left_out}",
        **({CASES_OF: capitalised(extent_text(of))} if is_named else {}),
        "Share": percentage_text(share),
        COUNTED: number_text(share.met),
        OUT_OF: number_text(share.of),
    }


def period_rows(
    periods: Sequence[ReleasedPeriod], headings: Sequence[tuple[str, str]]
) -> pl.DataFrame:
    """One row per period of all areas, the newest first; one column per code, by its heading."""
    columns = {heading: [_share_cell(each, code) for each in periods] for code, heading in headings}
    return pl.DataFrame({heading_of(periods): _named(periods)} | columns).reverse()


def _share_cell(period: ReleasedPeriod, code: str) -> str:
    share = period.share(code, None)
    return share_text(share) if share else why_not_shown(table_of(code), [period])


def heading_of(periods: Sequence[ReleasedPeriod]) -> str:
    """The heading of a column of ``periods``."""
    return YEAR if any(each.is_year for each in periods) else QUARTER


def _named(periods: Sequence[ReleasedPeriod]) -> list[str]:
    return [capitalised(months_text(each)) for each in periods]


def without_numbers(quarters: pl.DataFrame) -> pl.DataFrame:
    """Shares without the numbers in brackets."""
    return quarters.with_columns(pl.all().str.replace(r" \(.*\)$", ""))


def word_count_rows(
    counts: Counts, heading: str, counted: str, in_bold: Collection[str] = ()
) -> pl.DataFrame:
    """One row per group of a table with its count, in the order of ``counts``."""
    names = {word: OUTCOME_NAMES.get(word, capitalised(word)) for word in groups_of(counts)}
    return pl.DataFrame(
        [
            {
                heading: f"**{name}**" if word in in_bold else name,
                counted: number_text(counts[word]),
            }
            for word, name in names.items()
        ]
    )


def crossed_rows(tables: Mapping[str, Counts], heading: str) -> pl.DataFrame:
    """One row per table, by its name; one column per group of these, with a square for each number.

    The number of a group that has the name of its row is bold.
    """
    across = [*dict.fromkeys(group for counts in tables.values() for group in groups_of(counts))]
    numbers = [number for counts in tables.values() for number in groups_of(counts).values()]
    largest = max(filter(None, numbers), default=0)
    return pl.DataFrame(
        [
            {heading: name_of_row(row)}
            | {
                capitalised(column): _crossed_cell(counts[column], largest, is_same=row == column)
                for column in across
            }
            for row, counts in tables.items()
        ]
    )


def name_of_row(row: str) -> str:
    """The name of a row of crossed tables, such as "CPS" or "By telephone"."""
    return SIDES.get(row, capitalised(row))


def _crossed_cell(number: int | None, largest: int, *, is_same: bool) -> str:
    shown = FEW if number is None else square(number, largest)
    return f"**{shown}**" if is_same else shown


def mark_text(rows: pl.DataFrame) -> str:
    """The meaning of squares, if a cell has one; may be empty."""
    has_squares = any(SQUARE in (cell or "") for row in rows.iter_rows() for cell in row)
    return SQUARE_IN_WORDS if has_squares else ""
