"""Finds the table on a sheet: its row of headings, below the titles, and its rows."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import polars as pl

from data_access.intake.reading.sheet import NotReadable, Sheet, column_letters

# A report has a few rows of titles, filters and dates above its table, but not pages of them.
SEARCHED_ROWS = 100
# A remark has more than one word, or a mark before it; a single reference or number is a row of the
# table.
WORDS = r"\p{L}\S*\s+\S|^\s*[*†‡]\s*\p{L}"
# A remark such as "Source: the crime system" or "Run on 3 May." is no name of a thing.
SENTENCE = r"[:*†]|[.!?]\s*$"
# Below a table of so few columns, such as areas with their force, a text alone may be a row.
FEW_COLUMNS = 2

IsHeading = Callable[[str], bool]
# The cells of a row with single spaces for line breaks and tabs; null for a blank cell.
Line = list[str | None]


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


def find_table(sheet: Sheet, is_heading: IsHeading) -> SheetTable:
    """The table below the row with the most texts that pass ``is_heading``.

    Errors: NotReadable if there is no row of headings, a heading twice, a second table, or no row.
    The messages name columns by letter, because a heading may be private.
    """
    is_heading = cache(is_heading)
    top, texts = _find_headings(sheet.rows, is_heading)
    names = [f"c{place}" for place, text in enumerate(texts) if text]
    seen = sheet.rows.select(pl.all().str.contains(r"\S").fill_null(False))
    filled = seen.with_row_index("row", offset=1)
    _refuse_second_table(sheet.rows, filled, top, is_heading)
    below = filled.filter(pl.col("row") > top)
    _refuse_repeated_heading(texts)
    footnotes = _footnotes(sheet.rows, below, names)
    inside = below.filter(~pl.col("row").is_in(footnotes.implode()))
    is_named, is_filled = pl.any_horizontal(names), pl.any_horizontal(pl.exclude("row"))
    numbers = inside.filter(is_named)["row"]
    if numbers.is_empty():
        raise NotReadable(
            f"There are headings in row {top} but no rows below them."
            " Look whether the export was empty, or its rows stand on another sheet."
        )
    rows = sheet.rows.with_row_index("row", offset=1)
    return SheetTable(
        headings=[text for text in texts if text],
        rows=rows.filter(pl.col("row").is_in(numbers.implode())).select("row", *names),
        footnotes=tuple(footnotes),
        above=tuple(filled.filter(pl.col("row") < top, is_filled)["row"]),
        beside=tuple(inside.filter(~is_named, is_filled)["row"]),
        unnamed=tuple(
            column_letters(place)
            for place, text in enumerate(texts)
            if not text and inside[f"c{place}"].any()
        ),
    )


def _find_headings(rows: pl.DataFrame, is_heading: IsHeading) -> tuple[int, Line]:
    """The number of the highest row with the most known headings, and its texts.

    Errors: NotReadable if no row has two, nor one alone: beside others, one known text may be a
    label above the table or a value in it.
    """
    lines = [_plain_line(row) for row in rows.head(SEARCHED_ROWS).iter_rows()]
    known = [_count_headings(line, is_heading) for line in lines]
    at = known.index(max(known))
    is_alone = known[at] == 1 and _count_texts(lines[at]) == 1
    if known[at] < 2 and not is_alone:
        raise NotReadable(
            f"No row of headings was found in the first {SEARCHED_ROWS} rows of a sheet."
            " Put the headings of the template in one row above the values."
        )
    return at + 1, lines[at]


def _plain_line(row: tuple[str | None, ...]) -> Line:
    return [" ".join((cell or "").split()) or None for cell in row]


def _count_headings(line: Line, is_heading: IsHeading) -> int:
    return sum(bool(text and is_heading(text)) for text in line)


def _count_texts(line: Line) -> int:
    return sum(text is not None for text in line)


def _footnotes(rows: pl.DataFrame, below: pl.DataFrame, names: list[str]) -> pl.Series:
    """The numbers of the rows below the last row with two values that have only one text.

    A table of one column has none, because they would look like its rows. In one of few columns a
    text directly below the table is a remark only if it is a sentence.
    """
    last = max([0, *below.filter(pl.sum_horizontal(names) > 1)["row"].tail(1)])
    texts = rows.tail(below.height)
    is_words, is_sentence = (
        texts.select(pl.any_horizontal(pl.all().str.contains(pattern).fill_null(False))).to_series()
        for pattern in (WORDS, SENTENCE)
    )
    cells = below.select(pl.sum_horizontal(pl.exclude("row"))).to_series()
    is_apart = (cells == 0).cum_sum() > 0
    if len(names) > FEW_COLUMNS:
        is_remark = is_words
    elif len(names) > 1:
        is_remark = is_words & (is_sentence | is_apart)
    else:
        return below["row"].clear()
    return below.filter(is_remark & (cells == 1), pl.col("row") > last)["row"]


def _refuse_repeated_heading(texts: Line) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(texts):
        if heading:
            places[heading.casefold()].append(place)
    for first, second, *_ in (each for each in places.values() if len(each) > 1):
        raise NotReadable(
            f"Columns {column_letters(first)} and {column_letters(second)} bear the same heading."
            " Rename or delete one of them, or put two tables on sheets of their own."
        )


def _refuse_second_table(
    rows: pl.DataFrame, filled: pl.DataFrame, top: int, is_heading: IsHeading
) -> None:
    blank = ~filled.select(pl.any_horizontal(pl.exclude("row"))).to_series()
    after_blank = ~blank & blank.shift(1, fill_value=False)
    texts = rows.row(top - 1)
    again = rows.select(
        pl.all_horizontal(pl.col(f"c{place}").eq_missing(text) for place, text in enumerate(texts))
    ).to_series()
    for at in (after_blank | again).arg_true():
        if at >= top and (again[at] or _reads_as_headings(_plain_line(rows.row(at)), is_heading)):
            raise NotReadable(
                f"Row {at + 1} holds headings again. If a second table starts there, put it on a"
                " sheet of its own; if the headings are only repeated, delete the row."
            )


def _reads_as_headings(line: Line, is_heading: IsHeading) -> bool:
    known = _count_headings(line, is_heading)
    return known > 1 and 2 * known >= _count_texts(line)
