"""The questions about a sheet that its sender answers: unknown headings and words, and "None"."""

from collections.abc import Iterable, Iterator

import polars as pl

from data_access.intake.casting.parsers import (
    NO,
    NONE,
    YES,
    answers_for,
    blanks_as_null,
    is_failed_formula,
    is_none_asked_about,
    none_meaning,
    parser_for,
)
from data_access.intake.mapping.guesses import MOST_WORDS, guess_word
from data_access.intake.mapping.headings import ColumnMapping
from data_access.intake.mapping.sheets import MappedSheet, letters_of
from data_access.intake.models import Asked, Question, ValueMeanings
from data_access.intake.reading.table_detection import SheetTable
from data_access.intake.table_specs import Column, folded_heading
from data_access.intake.validation import pii_heuristics
from data_access.intake.validation.pii_columns import names_nobody
from data_access.vocabulary import AskedAs

# A longer text is no word of a list.
LONGEST_WORD = 60
NOT_READ = "nothing: it is not read"


def questions_of(sheet: MappedSheet, meanings: ValueMeanings) -> Iterator[Question]:
    """What each unknown heading and word of a sheet means, in the order of its columns.

    The words of a column that is only guessed are among them. Words that may identify somebody, or
    be an answer about a person, are not. ``meanings``: of words, those known already.
    """
    if sheet.table is None or sheet.mapping is None:
        return
    known, table = sheet.mapping.columns, sheet.table_name
    guesses = {position: column for position, column in sheet.asked.items() if column}
    taken = [column.name for position, column in known.items() if position not in sheet.asked]
    template = sheet.mapping.spec.template
    free = {"": NOT_READ} | {each.name: each.heading for each in template if each.name not in taken}
    refused = set(sheet.errors["column"])
    for position, letter in enumerate(letters_of(sheet.table)):
        heading = sheet.table.headings[position]
        column = guesses.get(position, known.get(position))
        if position in sheet.asked:
            guess = column.name if column else ""
            yield Question(Asked(table, heading), letter, heading, free, guess)
        if column and f"column {letter}" not in refused:
            cells = _answers(sheet.table, position)
            for word, count in _unknown_words(cells, column, meanings).items():
                asked = Asked(table, column.name, folded_heading(word))
                likely = (answers_for(column), guess_word(word, column))
                yield Question(asked, letter, heading, *likely, column.heading, word, count)


def guesses_of(questions: Iterable[Question]) -> ValueMeanings:
    """The guesses at words, by the name of the column and the folded word."""
    guesses = {question.asked[1:]: question.guess for question in questions if question.word}
    return {word: guess for word, guess in guesses.items() if guess is not None}


def none_texts(table: SheetTable, mapping: ColumnMapping, meanings: ValueMeanings) -> Iterator[str]:
    """A sentence on each column of answers in which "None" stands, with what it counts as."""
    letters = letters_of(table)
    for position, column in mapping.columns.items():
        if _count_none(_answers(table, position), column):
            where = f"“None” in column {letters[position]}, {column.heading}"
            if none_meaning(column, meanings) == AskedAs.OWN_ACCOUNT:
                yield f"{where}, counts as the victim’s own account."
            else:
                yield f"{where}, counts as not recorded: its source writes it for a blank."


def _count_none(answers: pl.Series, column: Column) -> int:
    texts = pii_heuristics.count_texts(answers).rows() if is_none_asked_about(column) else []
    return sum(cells for text, cells in texts if folded_heading(text) in NONE)


def may_be_asked(text: str, column: Column) -> bool:
    """True for a word that its sender may be shown, and that may be remembered."""
    if column.words == AskedAs.__name__:
        # Any other word may be the answer itself, which is never kept.
        return folded_heading(text) in YES | NO
    return len(text) <= LONGEST_WORD and bool(folded_heading(text)) and names_nobody(text)


def _unknown_words(cells: pl.Series, column: Column, meanings: ValueMeanings) -> dict[str, int]:
    """The words of a column to ask about, each as first written, with the number of its cells."""
    if nones := _count_none(cells, column):
        return {} if (column.name, NONE[0]) in meanings else {"None": nones}
    if not column.is_worded:
        return {}
    parse = parser_for(column).parse
    unknown: dict[str, tuple[str, int]] = {}
    for text, count in pii_heuristics.count_texts(cells).sort("text").iter_rows():
        value = folded_heading(text)
        if (column.name, value) not in meanings and parse(text) is None:
            first, so_far = unknown.get(value, (text, 0))
            unknown[value] = (first, so_far + count)
    if len(unknown) > MOST_WORDS:
        return {}
    return {text: count for text, count in unknown.values() if may_be_asked(text, column)}


def _answers(table: SheetTable, position: int) -> pl.Series:
    cells = blanks_as_null(table.rows.to_series(position + 1)).drop_nulls()
    return cells.filter(~is_failed_formula(cells))
