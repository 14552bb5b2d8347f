"""Rows about victims: counts, also by two dimensions, and shares, each marked where withheld."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product

import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.disclosure import CONFIDENTIAL, NOT_APPLICABLE
from metrics.measures.catalogue import MEASURES
from metrics.memoize import memoize
from metrics.text_format import capitalised
from metrics.victims.categorical import BETWEEN
from metrics.victims.counted_period import CountedPeriod, Counts, Year
from metrics.victims.newest_shown import newest_shown
from metrics.victims.support import OUTCOME_NAMES
from metrics.victims.victim_figures import (
    NO_VICTIM,
    SMALL,
    WITHHELD,
    counted_of,
    direction_texts,
    extent_text,
    months_text,
    newest_shown_text,
    number_text,
    percentage_text,
    share_text,
)
from metrics.victims.victim_summary import Share, VictimSummary
from ui.elements.bars import SQUARE, hatched, square
from ui.elements.markdown import plain
from ui.rows.cell_format import SIDES

COUNTED, OUT_OF, LEFT_OUT = "Counted", "Out of", "Left out"
# The heading of the column with the area and months of the cases.
CASES_OF = "Cases of"
QUARTER, YEAR = "Quarter", "Year"
SAME = "The same numbers in a table"
THE_SAME = "these quarters"
SHARE_COLUMNS = (COUNTED, OUT_OF, LEFT_OUT)
IN_FILES = {
    WITHHELD: CONFIDENTIAL,
    SMALL: CONFIDENTIAL,
    hatched(WITHHELD): CONFIDENTIAL,
    NO_VICTIM: NOT_APPLICABLE,
}
MARKED = plain(CONFIDENTIAL)
ALL_WITHHELD = f"{WITHHELD} in full, as each number is small or would give one away"
# The text of a cell that counts nobody.
NONE = ("0", NO_VICTIM)
MARK_IN_WORDS = f"{MARKED} is {WITHHELD}: it is a small number, or would give one away."
SQUARE_IN_WORDS = "The area of each square shows its number."
HATCH_IN_WORDS = (
    f"Hatched is {WITHHELD}: it is a small number, or would give one away. Its length means "
    "nothing."
)


def in_file(rows: pl.DataFrame, whose: str = "") -> pl.DataFrame:
    """Rows for a download, with marks in withheld cells.

    ``whose``: the area and months of the cases, if the rows do not name them.
    """
    marked = rows.with_columns(
        pl.when(pl.all().str.to_lowercase().str.starts_with(WITHHELD))
        .then(pl.lit(CONFIDENTIAL))
        .otherwise(pl.all().replace(IN_FILES))
        .name.keep()
    )
    return marked.with_columns(pl.lit(capitalised(whose)).alias(CASES_OF)) if whose else marked


def share_rows(summary: VictimSummary, codes: tuple[str, ...]) -> pl.DataFrame:
    """One row per measure: its share, numerator, denominator, and how many are left out.

    If some are of one area and others of all, each row names its area and months.
    """
    differ = len({counted_of(summary, code).area for code in codes}) > 1
    whose = {
        code: {CASES_OF: capitalised(extent_text(counted_of(summary, code)))} if differ else {}
        for code in codes
    }
    return pl.DataFrame([_share_row(summary, code, whose[code]) for code in codes])


def newest_shown_rows(summary: VictimSummary, headings: Mapping[str, str]) -> pl.DataFrame:
    """One row per measure: its share in the chosen quarters, and in the newest period shown."""
    return pl.DataFrame(
        [
            {
                "Measure": heading,
                "These quarters": _share_cell(summary.share(code)),
                "Newest shown": _newest_cell(summary, code),
            }
            for code, heading in headings.items()
        ]
    )


def _newest_cell(summary: VictimSummary, code: str) -> str:
    """The newest period shown; where these quarters are, that they are, and the direction."""
    newest = newest_shown(summary, code)
    if newest and tuple(summary.chosen) == (newest.period,):
        return "; ".join([THE_SAME, *direction_texts(summary, code)])
    return newest_shown_text(summary, code)


@memoize
def period_rows(
    summary: VictimSummary,
    periods: tuple[CountedPeriod, ...],
    headings: tuple[tuple[str, str], ...],
) -> pl.DataFrame:
    """One row per period of all areas, the newest first; one column per code, by its heading."""
    columns = {
        heading: [_share_cell(summary.share_in(code, each)) for each in periods]
        for code, heading in headings
    }
    return pl.DataFrame({heading_of(periods): _named(periods)} | columns).reverse()


def heading_of(periods: Sequence[CountedPeriod]) -> str:
    """The heading of a column of ``periods``."""
    return YEAR if any(isinstance(each, Year) for each in periods) else QUARTER


def _named(periods: Iterable[CountedPeriod]) -> list[str]:
    return [capitalised(months_text([each])) for each in periods]


def _share_cell(share: Share) -> str:
    return WITHHELD if share.is_withheld else share_text(share)


def without_numbers(quarters: pl.DataFrame) -> pl.DataFrame:
    """Shares without the numbers in brackets."""
    return quarters.with_columns(pl.all().str.replace(r" \(.*\)$", ""))


def word_count_rows(
    counts: Counts, heading: str, counted: str, in_bold: Collection[str] = ()
) -> pl.DataFrame:
    """One row per category with its count, in the order of ``counts``."""
    names = {word: OUTCOME_NAMES.get(word, capitalised(word)) for word in counts}
    return pl.DataFrame(
        [
            {
                heading: f"**{names[word]}**" if word in in_bold else names[word],
                counted: number_text(counts[word]),
            }
            for word in counts
        ]
    )


def told_rows(told: Sequence[tuple[CountedPeriod, Counts]], words: Iterable[str]) -> pl.DataFrame:
    """One row per period, the newest first, with the count of each category in ``words``."""
    periods, counts = [each for each, _ in told], [counts for _, counts in told]
    columns = {capitalised(word): [number_text(each[word]) for each in counts] for word in words}
    return pl.DataFrame({heading_of(periods): _named(periods)} | columns).reverse()


def without_withheld(rows: pl.DataFrame) -> tuple[pl.DataFrame, str]:
    """``rows`` without the rows and columns that are withheld whole, and a note that names these.

    Each row is named by its first cell. Of rows by period the oldest are left out while there is
    nobody in them.
    """
    first, *others = rows.columns
    of_cases = [place for place, name in enumerate(others, start=1) if name != CASES_OF]
    if first in (QUARTER, YEAR):
        rows = _since_the_first(rows, of_cases)
    lines = rows.rows()
    is_hidden = [
        any(_is_mark(line[at]) for at in of_cases)
        and all(_is_mark(line[at]) or not line[at] for at in of_cases)
        for line in lines
    ]
    hidden = [line[0].strip("*") for line, is_so in zip(lines, is_hidden, strict=True) if is_so]
    shown = [line for line, is_so in zip(lines, is_hidden, strict=True) if not is_so]
    columns = [
        rows.columns[at] for at in of_cases if shown and all(_is_mark(line[at]) for line in shown)
    ]
    # Each call of Polars takes as long as all of the above, and most tables withhold nothing.
    if hidden:
        rows = rows.filter(~pl.Series(is_hidden, dtype=pl.Boolean))
    return rows.drop(columns) if columns else rows, not_drawn_text(hidden, columns)


def _since_the_first(rows: pl.DataFrame, of_cases: Sequence[int]) -> pl.DataFrame:
    """Rows by period, the newest first, from the first period in which there is anybody."""
    are_none = [all(line[at] in NONE for at in of_cases) for line in rows.rows()]
    oldest = next((place for place, is_none in enumerate(reversed(are_none)) if not is_none), 0)
    return rows.head(rows.height - oldest) if oldest else rows


def not_drawn_text(rows: Sequence[str], columns: Sequence[str]) -> str:
    """The names of rows and columns that are not drawn; empty where there are none."""
    of_rows = f"Withheld in full: {'; '.join(rows)}." if rows else ""
    of_columns = f"Withheld in every row: {'; '.join(columns)}." if columns else ""
    return " ".join(filter(None, (of_rows, of_columns)))


def _is_mark(cell: str) -> bool:
    return cell.strip("*").lower().startswith((WITHHELD, MARKED))


def mark_text(rows: pl.DataFrame) -> str:
    """The meaning of squares, ``[c]`` and hatched bars, each if a cell shows it; may be empty."""
    cells = [cell or "" for row in rows.iter_rows() for cell in row]
    meanings = {
        SQUARE: SQUARE_IN_WORDS,
        MARKED: MARK_IN_WORDS,
        hatched(WITHHELD): HATCH_IN_WORDS,
    }
    return " ".join(
        meaning for mark, meaning in meanings.items() if any(mark in cell for cell in cells)
    )


def _share_row(summary: VictimSummary, code: str, whose: Mapping[str, str]) -> dict[str, str]:
    share = counted_of(summary, code).share(code)
    return {
        "Measure": capitalised(summary.measure(MEASURES[code]).title),
        **whose,
        "Share": percentage_text(share),
        COUNTED: number_text(share.met),
        OUT_OF: number_text(share.of),
        LEFT_OUT: number_text(share.left_out),
    }


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
