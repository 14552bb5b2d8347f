"""The cells of a sheet whose meaning its sender has to say: unknown words, and a bare "None"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from data_access.intake.casting.characteristics import NONE, is_none_asked_about, none_meaning
from data_access.intake.casting.parsers import (
    NO,
    YES,
    blanks_as_null,
    is_failed_formula,
    parser_for,
)
from data_access.intake.mapping.headings import ColumnMapping
from data_access.intake.mapping.sheets import MappedSheet, letters_of
from data_access.intake.models import NoneAnswers, SheetReport, UnknownValue, ValueMeanings
from data_access.intake.reading.table_detection import SheetTable
from data_access.intake.table_specs import Column, ColumnKind, folded_heading
from data_access.intake.validation import pii_heuristics
from data_access.pii_detection import identifying_signs
from data_access.vocabulary import AskedAs

# The kinds of columns whose cells are one of a few words.
WORDED = (ColumnKind.CODE, ColumnKind.YES_NO)
# A column with more unknown words holds something else; a longer text is no word of a list.
MOST_VALUES = 20
LONGEST_VALUE = 60


def unknown_values(
    table: SheetTable, mapping: ColumnMapping, letters: Sequence[str], meanings: ValueMeanings
) -> Iterator[UnknownValue]:
    """The words of each column that are not known, for its sender to say what they mean.

    Those that may identify somebody, or be an answer about a person, are not among them.
    """
    for position, column in mapping.columns.items():
        if column.kind not in WORDED:
            continue
        unknown = _unknown_texts(_answers(table, position), column, meanings)
        if len(unknown) <= MOST_VALUES:
            for text, cells in unknown.values():
                if may_be_asked(text, column):
                    yield UnknownValue(column.name, column.heading, letters[position], text, cells)


def none_answers(
    table: SheetTable, mapping: ColumnMapping, letters: Sequence[str], meanings: ValueMeanings
) -> Iterator[NoneAnswers]:
    """The columns of answers in which "None" stands, and what it means there."""
    for position, column in mapping.columns.items():
        if is_none_asked_about(column):
            cells = int(_folded(_answers(table, position)).is_in(NONE).sum())
            if cells:
                yield NoneAnswers(
                    column.name,
                    column.heading,
                    letters[position],
                    cells,
                    none_meaning(column, meanings),
                    is_confirmed=(column.name, NONE[0]) in meanings,
                )


def words_of_sheet(sheet: MappedSheet) -> set[tuple[str, str]]:
    """The name of each column of words of a sheet, with each folded word in it."""
    if sheet.table is None or sheet.mapping is None:
        return set()
    return {
        (column.name, value)
        for position, column in sheet.mapping.columns.items()
        if column.kind in WORDED or is_none_asked_about(column)
        for value in _folded(_answers(sheet.table, position)).replace(NONE[1], NONE[0]).unique()
    }


def with_questions(report: SheetReport, sheet: MappedSheet, meanings: ValueMeanings) -> SheetReport:
    """``report`` with what the sender of ``sheet`` has to say, and notices of what "None" means."""
    if sheet.table is None or sheet.mapping is None:
        return report
    given = (sheet.table, sheet.mapping, letters_of(sheet.table), meanings)
    return replace(
        report,
        unknown_values=tuple(unknown_values(*given)),
        none_answers=tuple(none_answers(*given)),
        notices=(*report.notices, *none_texts(*given)),
    )


def none_texts(
    table: SheetTable, mapping: ColumnMapping, letters: Sequence[str], meanings: ValueMeanings
) -> Iterator[str]:
    """A sentence on each column of answers in which "None" stands, with what it counts as."""
    for answers in none_answers(table, mapping, letters, meanings):
        where = f"“None” in column {answers.letter}, {answers.heading}"
        if answers.means == AskedAs.OWN_ACCOUNT:
            yield f"{where}, counts as the victim’s own account."
        else:
            yield f"{where}, counts as not recorded: its source writes it for a blank."


def may_be_asked(text: str, column: Column) -> bool:
    """True for a word that its sender may be shown, and that may be remembered."""
    if column.words == AskedAs.__name__:
        # Any other word may be the answer itself, which is never kept.
        return folded_heading(text) in YES | NO
    names = pii_heuristics.with_forename(pii_heuristics.count_texts(pl.Series([text])))
    is_word = len(text) <= LONGEST_VALUE and bool(folded_heading(text))
    return is_word and names.is_empty() and not identifying_signs(text)


def _unknown_texts(
    cells: pl.Series, column: Column, meanings: ValueMeanings
) -> dict[str, tuple[str, int]]:
    """Texts that are no word of the column, by folded text, each with the number of its cells."""
    parse = parser_for(column).parse
    unknown: dict[str, tuple[str, int]] = {}
    for text, count in pii_heuristics.count_texts(cells).sort("text").iter_rows():
        value = folded_heading(text)
        if (column.name, value) not in meanings and parse(text) is None:
            first, so_far = unknown.get(value, (text, 0))
            unknown[value] = (first, so_far + count)
    return unknown


def _answers(table: SheetTable, position: int) -> pl.Series:
    cells = blanks_as_null(table.rows.to_series(position + 1)).drop_nulls()
    return cells.filter(~is_failed_formula(cells))


def _folded(texts: pl.Series) -> pl.Series:
    distinct = texts.unique()
    folded: Mapping[str, str] = {text: folded_heading(text) for text in distinct}
    return texts.replace_strict(folded, return_dtype=pl.String) if folded else texts
