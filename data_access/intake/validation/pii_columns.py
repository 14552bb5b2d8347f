"""Refuses columns of a file that could name a person, by their headings and cells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import polars as pl

from data_access import pii_detection
from data_access.intake.reading.sheet import column_letters, rows_text
from data_access.intake.table_specs import (
    NEVER_ASKED_FOR,
    Column,
    ColumnKind,
    TableSpec,
    all_words,
    folded_heading,
)
from data_access.intake.validation import pii_heuristics

ROW = "row"
HASHED = (ColumnKind.REFERENCE, ColumnKind.KEY)
PLACES = (ColumnKind.FORCE, ColumnKind.AREA)
NAMES_OF_ROWS = (ColumnKind.NAME, ColumnKind.REF)
WEB_ADDRESS = r"^https?://\S+$"
# A longer heading is a text. Some patterns of headings take the square of its length.
LONGEST_HEADING = 500
RANK_AND_NAME = re.compile(
    r"\b(?:PC|T?DC|PS|DS|DI|DCI|Insp|Sgt|Mr|Mrs|Ms|Miss|Dr)\.?\s+(?:\d+\s+)?[A-Z]"
)
# More distinct names or long texts than misspelt words of a list.
MORE_THAN_MISTAKES = 3
MORE_THAN_LABELS = 20
FREE_TEXT = "free text"
PERSON = "a person"
REMOVE = "Delete the column in the spreadsheet, and send it again."
MEND = "Take it out of the cells, or delete the column, and send the spreadsheet again."


@dataclass(frozen=True)
class ColumnRefusal:
    """The refusal of a column, without any text of its cells.

    ``position``: of the heading, from 0. ``letter``: the spreadsheet's letter for the column.
    ``rows``: the spreadsheet's numbers of the rows concerned; empty for the whole column.
    """

    position: int
    letter: str
    why: str
    todo: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class _FileColumn:
    """A column of a file. ``newest_year``: the median year of the file's columns of days.

    ``looks_like``: the content that an unknown heading suggests. ``means``: the column it maps to.
    """

    position: int
    looks_like: str | None
    means: Column | None
    cells: pl.Series
    rows: pl.Series
    newest_year: int | None

    @cached_property
    def texts(self) -> pl.DataFrame:
        """Its distinct texts; words of our vocabularies, which name nobody, become empty texts."""
        plain = pl.col("text").str.to_lowercase().str.replace_all(r"(?:[^\w+&]|_)+", " ")
        is_word = plain.str.strip_chars().is_in(all_words())
        text = pl.when(is_word).then(pl.lit("")).otherwise("text")
        return pii_heuristics.count_texts(self.cells).with_columns(text.alias("text"))

    @property
    def names_bodies(self) -> bool:
        """True for a column of owners that are all words of our vocabularies, and so nobody."""
        return self.looks_like == PERSON and set(self.texts["text"]) == {""}

    @property
    def letter(self) -> str:
        """The spreadsheet's letter for the column."""
        return column_letters(int(self.cells.name.removeprefix("c")))

    def refusal(self, why: str) -> ColumnRefusal:
        """The refusal of the whole column."""
        return ColumnRefusal(self.position, self.letter, why, REMOVE)

    def refusal_of_cells(self, sign: str, texts: list[str]) -> ColumnRefusal:
        """The refusal of the column for the cells with ``texts``."""
        is_concerned = self.cells.str.strip_chars().is_in(texts).fill_null(value=False)
        rows = tuple(self.rows.filter(is_concerned))
        why = f"{sign} stands in {rows_text(rows)}"
        return ColumnRefusal(self.position, self.letter, why, MEND, rows)


def refuse_columns(
    headings: Sequence[str],
    rows: pl.DataFrame,
    spec: TableSpec | None,
    meanings: Mapping[int, Column] | None = None,
) -> list[ColumnRefusal]:
    """Each reason to refuse a column, in the order of the columns.

    ``rows``: as in ``SheetTable``. ``spec``: null if the table, and so every heading, is unknown.
    ``meanings``: by position, the column that somebody gave for a heading. Answers about
    characteristics are not examined.
    """
    known = {
        position: column
        for position, heading in enumerate(headings)
        if spec and (column := spec.column_for(heading))
    }
    means = {**known, **(meanings or {})}
    of_cases = spec is None or spec.is_of_cases
    cells = [rows[name] for name in rows.columns if name != ROW]
    days = [cells[position] for position, column in means.items() if column.kind == ColumnKind.DATE]
    newest_year = _middle_year(days)
    refusals_of = _case_refusals if of_cases else _content_refusals
    columns = (
        _FileColumn(
            position,
            None if position in known else heading_looks_like(heading, of_cases=of_cases),
            means.get(position),
            cells[position],
            rows[ROW],
            newest_year,
        )
        for position, heading in enumerate(headings)
    )
    return [refusal for column in columns for refusal in refusals_of(column)]


def heading_looks_like(heading: str, *, of_cases: bool) -> str | None:
    """The identifying content that a heading suggests, in plain words; null for none."""
    if len(heading) > LONGEST_HEADING:
        return FREE_TEXT
    # DateOfBirth and victim_name1 are split into words.
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)", " ", heading)
    words = folded_heading(apart)
    return next(
        (
            looks_like
            for looks_like, pattern, unless, of_cases_only in _refused_headings()
            if (of_cases or not of_cases_only)
            and pattern.search(words)
            and not (unless and unless.search(words))
        ),
        None,
    )


def names_nobody(text: str) -> bool:
    """True for a heading or word that shows no sign of a person or case."""
    forenames = pii_heuristics.with_forename(pii_heuristics.count_texts(pl.Series([text])))
    return (
        forenames.is_empty()
        and not RANK_AND_NAME.search(text)
        and not pii_detection.identifying_signs(text)
    )


def _case_refusals(column: _FileColumn) -> Iterator[ColumnRefusal]:
    if column.looks_like and not column.names_bodies:
        yield column.refusal(f"its heading is that of {column.looks_like}")
    elif column.means is None:
        yield from _unknown_refusals(column)
    elif column.means.kind in HASHED:
        if pii_heuristics.hold_no_digit(column.texts):
            yield column.refusal("most of its cells look like names, not references")
    elif column.means.kind not in NEVER_ASKED_FOR:
        yield from _known_refusals(column, column.means.kind)


def _unknown_refusals(column: _FileColumn) -> Iterator[ColumnRefusal]:
    yield from _sign_refusals(column, list(pii_detection.SIGNS))
    if pii_heuristics.are_names(column.texts) or pii_heuristics.are_single_names(column.texts):
        yield column.refusal("its cells look like names")
    if pii_heuristics.are_births(column.texts, column.newest_year):
        yield column.refusal("its cells look like dates of birth")
    if pii_heuristics.are_free_text(column.texts):
        yield column.refusal("its cells are free text")


def _known_refusals(column: _FileColumn, kind: ColumnKind) -> Iterator[ColumnRefusal]:
    """Refusals of stray content in a column of days, codes or numbers, as after a shift."""
    # Digits that are not a valid number or day are an error of the cell, and are never shown.
    yield from _sign_refusals(
        column, [sign for sign in pii_detection.SIGNS if sign != pii_detection.REFERENCE]
    )
    # Places such as North Devon look like names.
    look_like_names = pii_heuristics.are_forenames if kind in PLACES else pii_heuristics.are_names
    unknown_words = column.texts.filter(pl.col("text") != "").height
    if unknown_words >= MORE_THAN_MISTAKES and look_like_names(column.texts):
        yield column.refusal("its cells look like names")
    if pii_heuristics.are_free_text(column.texts, at_least=MORE_THAN_LABELS):
        yield column.refusal("its cells are free text")


def _content_refusals(column: _FileColumn) -> Iterator[ColumnRefusal]:
    """Refusals of published text, which may name bodies and days, but not lead to one person."""
    if column.looks_like:
        yield column.refusal(f"its heading is that of {column.looks_like}")
        return
    cells = column.cells.filter(~column.cells.str.contains(WEB_ADDRESS))
    if column.means and column.means.kind in NAMES_OF_ROWS:
        refs = [text for text in cells.unique() if pii_detection.is_published_ref(text.strip())]
        cells = cells.filter(~cells.is_in(refs))
    for sign, texts in _texts_by_sign(cells).items():
        yield column.refusal_of_cells(sign, texts)


def _sign_refusals(column: _FileColumn, signs: Sequence[str]) -> Iterator[ColumnRefusal]:
    for sign, texts in _texts_by_sign(column.cells).items():
        if sign in signs:
            yield column.refusal_of_cells(sign, texts)
    addresses = pii_heuristics.addresses_in(column.texts).to_list()
    if addresses:
        yield column.refusal_of_cells("an address", addresses)


def _texts_by_sign(cells: pl.Series) -> dict[str, list[str]]:
    signs_by_text = pii_detection.signs_in(cells.str.strip_chars())
    by_sign = {
        sign: [text for text, signs in signs_by_text.items() if sign in signs]
        for sign in pii_detection.SIGNS
    }
    return {sign: texts for sign, texts in by_sign.items() if texts}


def _middle_year(days: Sequence[pl.Series]) -> int | None:
    years = [pii_heuristics.years_of(pii_heuristics.count_texts(cells))["year"] for cells in days]
    middle = pl.concat(years).median() if years else None
    return int(middle) if isinstance(middle, float) else None


@cache
def _refused_headings() -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None, bool]]:
    """The kinds of heading: name, pattern, exception, and whether only files of cases refuse it."""
    table = pl.read_csv(Path(__file__).with_name("refused_headings.csv"), infer_schema=False)
    columns = table.select("looks_like", "pattern", "unless", "of_cases_only")
    return [
        (
            looks_like,
            re.compile(pattern),
            re.compile(unless) if unless else None,
            of_cases_only == "yes",
        )
        for looks_like, pattern, unless, of_cases_only in columns.iter_rows()
    ]
