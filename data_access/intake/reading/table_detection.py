"""Finds the table on a sheet: its headings and its rows."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from data_access.intake.reading.header_rows import (
    Headings,
    IsHeading,
    Line,
    count_headings,
    find_headings,
    plain_lines,
)
from data_access.intake.reading.sheet import NotReadable, Sheet, column_letters

# A footnote has more than one word, or a mark before it; a single reference or number is a row of
# the table.
WORDS = r"\p{L}\S*\s+\S|^\s*[*†‡]\s*\p{L}"
# A remark such as "Source: the crime system" or "Run on 3 May." is no name of a thing.
SENTENCE = r"[:*†]|[.!?]\s*$"
# The positions of those of the headings whose columns every row fills; none if that is not known.
Required = Callable[[list[str]], Sequence[int]]


@dataclass(frozen=True)
class SheetTable:
    """The one table on a sheet.

    Shape: ``rows`` has the sheet's row number in ``row`` (UInt32), then for each heading a String
    column named by its place on the sheet (c0 is column A), without blank rows. ``footnotes`` are
    the numbers of the rows below the table left out as remarks, ``above`` of those above the
    headings, and ``beside`` of those without a value under a heading; ``unnamed`` are the letters
    of the columns left out because they have values but no heading.
    """

    headings: list[str]
    rows: pl.DataFrame
    footnotes: tuple[int, ...] = ()
    above: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    unnamed: tuple[str, ...] = ()


def find_table(
    sheet: Sheet, is_heading: IsHeading, required: Required = lambda _headings: ()
) -> SheetTable:
    """The table below the rows with the most texts that pass ``is_heading``.

    Shape: a heading over several rows or columns is one text, as in "Victim told on".
    Errors: NotReadable if there is no heading row, a heading twice, a second table, or no row.
    The messages name columns by letter, because a heading may be private.
    """
    is_heading = cache(is_heading)
    headings = find_headings(sheet, is_heading)
    filled = _filled(sheet)
    _refuse_second_table(sheet, filled, headings, is_heading)
    _refuse_repeated_heading(headings, filled)
    footnotes = _footnotes(sheet, filled, headings, required)
    inside = filled.filter(
        pl.col("row") >= sheet.first_row + headings.below, ~pl.col("row").is_in(footnotes.implode())
    )
    above = filled.filter(
        pl.col("row") < sheet.first_row + headings.top, pl.any_horizontal(pl.exclude("row"))
    )
    return replace(
        _table(sheet, headings, inside),
        footnotes=tuple(footnotes),
        above=tuple(above["row"]),
    )


def _table(sheet: Sheet, headings: Headings, inside: pl.DataFrame) -> SheetTable:
    names = _names(headings)
    is_named = pl.any_horizontal(names)
    numbers = inside.filter(is_named)["row"]
    beside = inside.filter(~is_named, pl.any_horizontal(pl.exclude("row")))["row"]
    if numbers.is_empty():
        raise _no_rows(sheet.first_row + headings.below - 1)
    rows = sheet.rows.with_row_index("row", offset=sheet.first_row)
    return SheetTable(
        headings=[text for text in headings.texts if text],
        rows=rows.filter(pl.col("row").is_in(numbers.implode())).select("row", *names),
        beside=tuple(beside),
        unnamed=tuple(
            column_letters(place)
            for place, text in enumerate(headings.texts)
            if not text and inside[f"c{place}"].any()
        ),
    )


def _names(headings: Headings) -> list[str]:
    return [f"c{place}" for place, text in enumerate(headings.texts) if text]


def _filled(sheet: Sheet) -> pl.DataFrame:
    """True for each cell that is not blank, with the number of its row."""
    seen = sheet.rows.select(pl.all().str.contains(r"\S").fill_null(False))
    return seen.with_row_index("row", offset=sheet.first_row)


def _footnotes(
    sheet: Sheet, filled: pl.DataFrame, headings: Headings, required: Required
) -> pl.Series:
    """The numbers of the rows below the last row with two values that have only one text.

    A table of one column has none, because they would look like its rows. Nor is a text a remark
    that alone fills all a row must fill, directly below the table, unless it is a sentence.
    """
    cells, names = pl.sum_horizontal(pl.exclude("row")), _names(headings)
    full = filled.filter(pl.sum_horizontal(names) > 1)["row"]
    last = max([headings.below + sheet.first_row - 1, *full.tail(1)])
    words = sheet.rows.select(pl.any_horizontal(pl.all().str.contains(WORDS).fill_null(False)))
    alone = filled.filter(words.to_series() & filled.select(cells == 1).to_series())["row"]
    remarks = alone.filter((alone > last) & (len(names) > 1))
    return remarks.filter(~remarks.is_in(_whole_rows(sheet, filled, headings, required).implode()))


def _whole_rows(
    sheet: Sheet, filled: pl.DataFrame, headings: Headings, required: Required
) -> pl.Series:
    """The numbers of the rows that may be whole with one value, up to the first blank row."""
    names = [
        _names(headings)[place] for place in required([text for text in headings.texts if text])
    ]
    below = filled.filter(pl.col("row") >= sheet.first_row + headings.below)
    if len(names) != 1:
        return below["row"].clear()
    is_blank = ~pl.any_horizontal(pl.exclude("row"))
    is_directly_below = is_blank.cum_sum() == 0
    is_sentence = sheet.rows.tail(below.height)[names[0]].str.contains(SENTENCE).fill_null(False)
    return below.filter(is_directly_below, ~is_sentence, pl.col(names[0]))["row"]


def _refuse_repeated_heading(headings: Headings, filled: pl.DataFrame) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(headings.texts):
        if heading:
            places[heading.casefold()].append(place)
    for first, second, *_ in (each for each in places.values() if len(each) > 1):
        apart = _empty_column_between(first, second, headings.texts, filled[headings.below :])
        raise _repeated(column_letters(first), column_letters(second), apart)


def _empty_column_between(first: int, second: int, texts: Line, filled: pl.DataFrame) -> bool:
    between = range(first + 1, second)
    return any(not texts[place] and not filled[f"c{place}"].any() for place in between)


def _refuse_second_table(
    sheet: Sheet, filled: pl.DataFrame, headings: Headings, is_heading: IsHeading
) -> None:
    blank = ~filled.select(pl.any_horizontal(pl.exclude("row"))).to_series()
    after_blank = ~blank & blank.shift(1, fill_value=False)
    texts = sheet.rows.row(headings.top)
    again = sheet.rows.select(
        pl.all_horizontal(pl.col(f"c{place}").eq_missing(text) for place, text in enumerate(texts))
    ).to_series()
    for at in (after_blank | again).arg_true():
        if at >= headings.below and (again[at] or _reads_as_headings(sheet.rows[at], is_heading)):
            raise _second_table(sheet.first_row + at)


def _reads_as_headings(row: pl.DataFrame, is_heading: IsHeading) -> bool:
    (line,) = plain_lines(row)
    matches = count_headings(line, is_heading)
    return matches > 1 and 2 * matches >= sum(text is not None for text in line)


def _repeated(first: str, second: str, apart: bool) -> NotReadable:
    columns = f"Columns {first} and {second} bear the same heading"
    if apart:
        return NotReadable(
            f"{columns} with an empty column between: two tables seem to stand side by side."
            " Put each on a sheet of its own."
        )
    return NotReadable(f"{columns}. Rename or delete one of them.")


def _second_table(row: int) -> NotReadable:
    return NotReadable(
        f"Row {row} holds headings again. If a second table starts there, put it on a sheet of its"
        " own; if the headings are only repeated, delete the row."
    )


def _no_rows(row: int) -> NotReadable:
    return NotReadable(
        f"There are headings in row {row} but no rows below them."
        " Look whether the export was empty, or its rows stand on another sheet."
    )
