"""Parses text to values, one column at a time, and each distinct text once.

Answers about a protected characteristic become whether it was asked about.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import polars as pl

from data_access.intake.casting.dates import MONTH_NUMBERS, parse_date
from data_access.intake.models import NO_MEANINGS, OUTSIDE_LIST, ValueMeanings
from data_access.intake.table_specs import (
    Column,
    ColumnKind,
    all_words,
    allowed_words,
    folded_heading,
    vocabulary_words,
)
from data_access.intake.validation.errors import concat_errors, echo, echo_length, row_errors
from data_access.vocabulary import AskedAs, Characteristic

# The folded texts that systems write for a blank.
BLANKS = frozenset(
    {"", "n a", "na", "none recorded", "null", "nan", "blank", "not applicable", "no data"}
)
# "#N/A" is not among them, because a look-up writes it for a blank.
FORMULA_ERROR = (
    r"(?i)^\s*(#(REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC|FIELD|BLOCKED)[!?]|Err:\d{3}\s*$)"
)
WHOLE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.0+)?", re.ASCII)
FINANCIAL_YEAR = re.compile(r"(20\d\d)\s?[-–/]\s?(?:20)?(\d\d)", re.ASCII)
# "OC16", "Outcome 16", "16 - the words", "16.0": only the code counts. Words after a bare number
# need a mark before them: "12 Acacia Avenue" is not an outcome.
OUTCOME = re.compile(
    r"(?P<prefix>(?:oc|outcome(?: code)?)\W*)?0*(?P<code>\d{1,2}a?)(?:\.0+)?"
    r"(?:(?(prefix)[-–—:(\s]+|\s*[-–—:(]\s*)(?P<word>[a-z]+).*)?",
    re.DOTALL,
)
# "1-A", "OC 3(a)", "Outcome 1 A": the letter belongs to the code.
LETTERED = re.compile(r"(?:(?:oc|outcome(?: code)?)\W*)?0*(?P<code>\d{1,2})[\s(–-]*a\)?")
WHOLE_AS_DECIMAL = r"^(\d+)\.0+$"
CUT_SHORT = r"^\d+(\.\d+)?[eE]\+?\d+$"
CASE_KEY = re.compile(r"[0-9a-f]{32}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9/._-]{0,59}")
YES = frozenset({"y", "yes", "true", "t", "1"})
NO = frozenset({"n", "no", "false", "f", "0"})
# The word of the vocabularies that have one for whatever is outside their list.
OTHER = "other"
NONE_MEANS = {
    AskedAs.OWN_ACCOUNT.value: "that the victim said “none”",
    AskedAs.NOT_RECORDED.value: "that nothing was recorded",
}
# Folded, the first of them as a choice is remembered.
NONE = ("none", "nil")
# Of these, "None" is what somebody may answer: no disability, no religion.
ANSWERED_NONE = (Characteristic.DISABILITY.column, Characteristic.RELIGION_BELIEF.column)
LONGEST = {ColumnKind.TEXT: 2_000, ColumnKind.LONG: 10_000}


@dataclass(frozen=True)
class Parser:
    """Parses the cells of one kind of column; ``rule`` and ``todo`` describe the error on failure.

    ``parse`` returns null for a text that is not of this kind.
    """

    dtype: pl.DataType
    parse: Callable[[str], object]
    rule: str
    todo: str


def is_failed_formula(cells: pl.Series) -> pl.Series:
    """True for each cell with the error value of a failed formula."""
    return cells.str.contains(FORMULA_ERROR).fill_null(value=False)


def parse_references(cells: pl.Series) -> pl.Series:
    """The references as written; null for a cell without one.

    A failed formula, a word without a digit, or a number that a spreadsheet has cut short
    (5.02E+11) would merge many cases into one.
    """
    written = blanks_as_null(cells).str.strip_chars().str.replace(WHOLE_AS_DECIMAL, "$1")
    is_none = (
        is_failed_formula(written) | ~written.str.contains(r"\d") | written.str.contains(CUT_SHORT)
    )
    return written.set(is_none.fill_null(value=False), None)


def blanks_as_null(cells: pl.Series) -> pl.Series:
    """The cells with null for every text that means a blank; failed formulas stay."""
    cells = cells.cast(pl.String)
    # The same text stands in many cells, and the pattern is slow.
    texts = cells.drop_nulls().unique()
    plain = texts.str.to_lowercase().str.replace_all(r"[^\w+&]+", " ").str.strip_chars()
    blanks = texts.filter(plain.is_in(BLANKS) & ~texts.str.contains(FORMULA_ERROR))
    return cells.set(cells.is_in(blanks.implode()), None)


def parse_column(
    cells: pl.Series, column: Column, rows: pl.Series, meanings: ValueMeanings = NO_MEANINGS
) -> tuple[pl.Series, pl.DataFrame]:
    """The values of one column, null for a blank, and an error for each cell that cannot be parsed.

    ``rows``: the spreadsheet's row number of each cell. ``meanings``: of the sender's own words.
    """
    parser = parser_for(column)
    cells = _in_our_words(blanks_as_null(cells), column, meanings)
    texts = cells.drop_nulls().unique(maintain_order=True)
    failed = set(texts.filter(texts.str.contains(FORMULA_ERROR)))
    values = {text: None if text in failed else parser.parse(text.strip()) for text in texts}
    parsed = replaced(cells, values, parser.dtype).alias(column.name)
    invalid = pl.Series([text for text, value in values.items() if value is None], dtype=pl.String)
    is_invalid = cells.is_in(invalid.implode()).fill_null(value=False)
    errors = [_invalid_cells(cells.filter(is_invalid), rows.filter(is_invalid), column, parser)]
    if column.required:
        is_empty = parsed.is_null() & ~is_invalid
        empty = ("nothing stands here", "Fill it in.")
        errors.append(row_errors(rows.filter(is_empty), column.heading, *empty))
    return parsed, concat_errors(errors)


def parser_for(column: Column) -> Parser:
    """The parser for the cells of ``column``."""
    if column.kind == ColumnKind.CODE:
        meanings = vocabulary_words(column.words)
        parse = partial(_code, meanings=meanings, is_outcome=column.words == "Outcome")
        allowed = ", ".join(allowed_words(column.words))
        return Parser(pl.String(), parse, "not one of the words", f"Write one of: {allowed}.")
    if column.kind in LONGEST:
        longest = LONGEST[column.kind]
        return Parser(
            pl.String(),
            lambda text: text if len(text) <= longest else None,
            "too long",
            f"Write at most {longest:,} characters.",
        )
    return PARSERS[column.kind]


def answers_for(column: Column) -> dict[str, str]:
    """What a word in the column may mean, with the text of each; of answers, what "None" may mean.

    Outside the list it is kept as "other" if the list has that, else left empty where that may be.
    """
    if column.kind == ColumnKind.VALUE:
        return NONE_MEANS
    answers = {word: word for word in column.choices}
    if OTHER in answers:
        answers[OUTSIDE_LIST] = f"{OUTSIDE_LIST}: kept as “{OTHER}”"
    elif not column.required:
        answers[OUTSIDE_LIST] = f"{OUTSIDE_LIST}: left empty"
    return answers if column.required else {**answers, "": "nothing is recorded"}


def _in_our_words(cells: pl.Series, column: Column, meanings: ValueMeanings) -> pl.Series:
    """The cells with our word for each of the sender's, and null where it means a blank."""
    given = {value: means for (name, value), means in meanings.items() if name == column.name}
    if not given:
        return cells
    texts = [text for text in cells.drop_nulls().unique() if folded_heading(text) in given]
    outside = OTHER if OTHER in column.choices else None
    words = {text: given[folded_heading(text)] or None for text in texts}
    return cells.replace(
        {text: outside if word == OUTSIDE_LIST else word for text, word in words.items()}
    )


def replaced(cells: pl.Series, values: Mapping[str, object], dtype: pl.DataType) -> pl.Series:
    """Maps each cell's text to its value; null if ``values`` lacks it."""
    known = {text: value for text, value in values.items() if value is not None}
    if not known:
        return pl.repeat(None, len(cells), dtype=dtype, eager=True)
    return cells.replace_strict(
        pl.Series(list(known), dtype=pl.String),
        pl.Series(list(known.values()), dtype=dtype),
        default=None,
        return_dtype=dtype,
    )


def is_word(text: str) -> bool:
    """True for a word of any vocabulary, because such a word identifies nobody."""
    return folded_heading(text) in _unrevealing_words()


def is_none_asked_about(column: Column) -> bool:
    """True for a column of answers in which "None" may be the victim's own account."""
    return column.kind == ColumnKind.VALUE and column.name in ANSWERED_NONE


def none_meaning(column: Column, meanings: ValueMeanings) -> str:
    """The word of AskedAs for "None" in a column of answers.

    It is the victim's own account of a disability or religion unless its source writes it for a
    blank.
    """
    if not is_none_asked_about(column):
        return AskedAs.NOT_RECORDED.value
    return meanings.get((column.name, NONE[0]), AskedAs.OWN_ACCOUNT.value)


def asked_as(answers: pl.Series, none_means: str = AskedAs.NOT_RECORDED.value) -> pl.Series:
    """The way each answer was obtained, as a word of AskedAs; the answers are dropped.

    Nulls: none; an empty cell or a failed formula is "not recorded". ``none_means``: the word for
    "None".
    """
    answers = answers.set(is_failed_formula(answers), None)
    texts = answers.drop_nulls().unique()
    return answers.replace_strict(
        texts,
        pl.Series([_asked(text, none_means) for text in texts], dtype=pl.String),
        default=AskedAs.NOT_RECORDED.value,
        return_dtype=pl.String,
    )


def _asked(answer: str, none_means: str) -> str:
    words = folded_heading(answer)
    if words in NONE:
        return none_means
    meanings = (means for pattern, means in _asked_patterns() if pattern.search(words))
    # Any other text is an answer; its content does not matter.
    return next(meanings, AskedAs.OWN_ACCOUNT.value)


@cache
def _asked_patterns() -> list[tuple[re.Pattern[str], str]]:
    rows = pl.read_csv(Path(__file__).with_name("asked_words.csv"), infer_schema=False)
    return [
        (re.compile(pattern), means) for pattern, means in rows.select("pattern", "means").rows()
    ]


def _code(text: str, meanings: Mapping[str, str], *, is_outcome: bool) -> str | None:
    meaning = meanings.get(folded_heading(text))
    if meaning is None and is_outcome:
        return _outcome(text.lower(), meanings)
    return meaning


def _outcome(text: str, meanings: Mapping[str, str]) -> str | None:
    lettered = LETTERED.fullmatch(text)
    if lettered:
        return meanings.get(f"{lettered['code']}a")
    match = OUTCOME.fullmatch(text)
    # "16-Jul-21" is a date, not outcome 16.
    if not match or match["word"] in MONTH_NUMBERS:
        return None
    return meanings.get(match["code"])


def _whole_number(text: str) -> int | None:
    match = WHOLE.fullmatch(text)
    return int(match[1].replace(",", "")) if match else None


def _year(text: str) -> int | None:
    match = FINANCIAL_YEAR.fullmatch(text)
    if match:
        # "2021/07" is a month, not a financial year.
        is_next = (int(match[1]) + 1) % 100 == int(match[2])
        return int(match[1]) if is_next else None
    year = _whole_number(text)
    return year if year and 2000 <= year < 2100 else None


def _yes_no(text: str) -> bool | None:
    word = folded_heading(text)
    return True if word in YES else False if word in NO else None


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: text if pattern.fullmatch(text) else None


@cache
def _unrevealing_words() -> frozenset[str]:
    # A single letter may be an answer about a person: "F".
    return frozenset(word for word in all_words() | YES | NO if len(word) > 1)


def _invalid_cells(
    cells: pl.Series, rows: pl.Series, column: Column, parser: Parser
) -> pl.DataFrame:
    texts = cells.unique(maintain_order=True)
    shown = replaced(cells, {text: _shown(text.strip(), column) for text in texts}, pl.String())
    failed = cells.str.contains(FORMULA_ERROR)
    mend = ("a formula that failed", "Mend the formula in the spreadsheet, or write the value.")
    invalid = (column.heading, parser.rule, parser.todo, shown.filter(~failed))
    return concat_errors(
        [
            row_errors(rows.filter(~failed), *invalid),
            row_errors(rows.filter(failed), column.heading, *mend),
        ]
    )


def _shown(text: str, column: Column) -> str:
    # A wrong value here is most likely a reference, or an answer that is never kept.
    if column.kind == ColumnKind.KEY or column.words == AskedAs.__name__:
        return echo_length(text)
    day = parse_date(text)
    # A year in two digits may be a year of birth: 01/02/45 is not shown as a date in 2045.
    is_plain = day is not None and str(day.year) in text
    return echo(text, day if is_plain else None, is_word=is_word(text))


PARSERS = {
    ColumnKind.DATE: Parser(
        pl.Date(),
        parse_date,
        "not a date",
        "Write the day as 16/07/2021 or 2021-07-16, day before month. If the month stands first, "
        "mend the whole column: in 03/04/2021 nobody sees that the day is wrong.",
    ),
    ColumnKind.WHOLE: Parser(
        pl.Int64(), _whole_number, "not a whole number", "Write a whole number."
    ),
    ColumnKind.YEAR: Parser(pl.Int64(), _year, "not a year", "Write the year as 2021 or 2021/22."),
    ColumnKind.YES_NO: Parser(
        pl.Boolean(), _yes_no, "not yes or no", "Write yes or no, or leave it blank."
    ),
    ColumnKind.KEY: Parser(
        pl.String(),
        _matching(CASE_KEY),
        "not a case key",
        "A case key has 32 characters, 0 to 9 and a to f. Put references in “Crime reference”.",
    ),
    ColumnKind.NAME: Parser(
        pl.String(),
        _matching(NAME),
        "not a reference",
        "Use letters, digits, hyphens and slashes, at most 60.",
    ),
    ColumnKind.REF: Parser(
        pl.String(),
        _matching(NAME),
        "not a reference",
        "Use the reference of a row that is loaded or comes in the same files.",
    ),
}
