"""From text to values: a column at a time, each different text once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

import polars as pl

from data_access import vocabulary
from data_access.intake import validation_errors
from data_access.intake.dates import MONTH_OF, as_day
from data_access.intake.table_specs import Column, Kind, allowed_words, folded, layouts, words_of
from data_access.vocabulary import AskedAs

# How systems write that there is nothing, folded.
NOTHING = frozenset(
    {"", "n a", "na", "none recorded", "null", "nan", "blank", "not applicable", "no data"}
)
# "#N/A" is not among them: that is how a look-up says that there is nothing.
FORMULA_ERROR = (
    r"(?i)^\s*(#(REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC|FIELD|BLOCKED)[!?]|Err:\d{3}\s*$)"
)
WHOLE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.0+)?", re.ASCII)
FINANCIAL_YEAR = re.compile(r"(20\d\d)\s?[-–/]\s?(?:20)?(\d\d)", re.ASCII)
# "OC16", "Outcome 16", "16 - the words", "16.0": the code is what counts. Words without a mark
# before them do not follow a bare number: "12 Acacia Avenue" is no outcome.
OUTCOME = re.compile(
    r"(?P<said>(?:oc|outcome(?: code)?)\W*)?0*(?P<code>\d{1,2}a?)(?:\.0+)?"
    r"(?:(?(said)[-–—:(\s]+|\s*[-–—:(]\s*)(?P<word>[a-z]+).*)?",
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
LONGEST = {Kind.TEXT: 2_000, Kind.LONG: 10_000}


@dataclass(frozen=True)
class Reading:
    """How the cells of one kind of column are read, and what to say where they cannot be.

    ``read`` gives null for a text that is none of the kind.
    """

    dtype: pl.DataType
    read: Callable[[str], object]
    rule: str
    todo: str


def failed_formulas(cells: pl.Series) -> pl.Series:
    """Of each cell whether it holds what a spreadsheet writes where a formula failed."""
    return cells.str.contains(FORMULA_ERROR).fill_null(value=False)


def references_in(cells: pl.Series) -> pl.Series:
    """The references as they are written; null for what is none.

    A failed formula, a word without a digit, or a number that a spreadsheet has cut short
    (5.02E+11) would make one case of many.
    """
    written = emptied(cells).str.strip_chars().str.replace(WHOLE_AS_DECIMAL, "$1")
    is_none = (
        failed_formulas(written) | ~written.str.contains(r"\d") | written.str.contains(CUT_SHORT)
    )
    return written.set(is_none.fill_null(value=False), None)


def emptied(cells: pl.Series) -> pl.Series:
    """The cells, null for every way of writing that there is nothing; a failed formula stays."""
    cells = cells.cast(pl.String)
    plain = cells.str.to_lowercase().str.replace_all(r"[^\w+&]+", " ").str.strip_chars()
    is_nothing = plain.is_in(NOTHING) & ~cells.str.contains(FORMULA_ERROR)
    return cells.set(is_nothing.fill_null(value=True), None)


def parsed(cells: pl.Series, column: Column, rows: pl.Series) -> tuple[pl.Series, pl.DataFrame]:
    """The values of one column, null where nothing stands, and a fault for each that is none.

    Each different text is looked at once. ``rows``: the spreadsheet's number of each cell.
    """
    reading = reading_of(column)
    cells = emptied(cells)
    texts = cells.drop_nulls().unique(maintain_order=True)
    failed = set(texts.filter(texts.str.contains(FORMULA_ERROR)))
    values = {text: None if text in failed else reading.read(text.strip()) for text in texts}
    typed = _mapped(cells, values, reading.dtype).alias(column.name)
    unread = pl.Series([text for text, value in values.items() if value is None], dtype=pl.String)
    is_unread = cells.is_in(unread.implode()).fill_null(value=False)
    found = [_unread(cells.filter(is_unread), rows.filter(is_unread), column)]
    if column.required:
        is_empty = typed.is_null() & ~is_unread
        found.append(
            validation_errors.of_rows(
                rows.filter(is_empty), column.heading, "nothing stands here", "Fill it in."
            )
        )
    return typed, validation_errors.together(found)


def reading_of(column: Column) -> Reading:
    """How the cells of ``column`` are read."""
    if column.kind == Kind.CODE:
        meanings = words_of(column.words)
        read = partial(_code, meanings=meanings, is_outcome=column.words == "Outcome")
        allowed = ", ".join(allowed_words(column.words))
        return Reading(pl.String(), read, "not one of the words", f"Write one of: {allowed}.")
    if column.kind in LONGEST:
        longest = LONGEST[column.kind]
        return Reading(
            pl.String(),
            lambda text: text if len(text) <= longest else None,
            "too long",
            f"Write at most {longest:,} characters.",
        )
    return READINGS[column.kind]


def _code(text: str, meanings: Mapping[str, str], *, is_outcome: bool) -> str | None:
    known = meanings.get(folded(text))
    if known is None and is_outcome:
        return _outcome(text.lower(), meanings)
    return known


def _outcome(text: str, meanings: Mapping[str, str]) -> str | None:
    lettered = LETTERED.fullmatch(text)
    if lettered:
        return meanings.get(f"{lettered['code']}a")
    found = OUTCOME.fullmatch(text)
    # "16-Jul-21" is a day, not outcome 16.
    if not found or found["word"] in MONTH_OF:
        return None
    return meanings.get(found["code"])


def _whole(text: str) -> int | None:
    found = WHOLE.fullmatch(text)
    return int(found[1].replace(",", "")) if found else None


def _year(text: str) -> int | None:
    found = FINANCIAL_YEAR.fullmatch(text)
    if found:
        # "2021/07" is a month, and no year begins with it.
        is_next = (int(found[1]) + 1) % 100 == int(found[2])
        return int(found[1]) if is_next else None
    year = _whole(text)
    return year if year and 2000 <= year < 2100 else None


def _yes_no(text: str) -> bool | None:
    word = folded(text)
    return True if word in YES else False if word in NO else None


def _matching(form: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: text if form.fullmatch(text) else None


def is_word(text: str) -> bool:
    """True for a word of any vocabulary, which names nobody wherever it stands."""
    return folded(text) in _every_word()


@cache
def _every_word() -> frozenset[str]:
    coded = {column.words for layout in layouts().values() for column in layout.columns}
    named = (words_of(name) for name in coded if hasattr(vocabulary, name or "-"))
    every = frozenset(word for words in named for word in words) | YES | NO
    # A letter alone may be the answer to a question about somebody: "F".
    return frozenset(word for word in every if len(word) > 1)


def _mapped(cells: pl.Series, values: Mapping[str, object], dtype: pl.DataType) -> pl.Series:
    read = {text: value for text, value in values.items() if value is not None}
    if not read:
        return pl.repeat(None, len(cells), dtype=dtype, eager=True)
    return cells.replace_strict(
        pl.Series(list(read), dtype=pl.String),
        pl.Series(list(read.values()), dtype=dtype),
        default=None,
        return_dtype=dtype,
    )


def _unread(cells: pl.Series, rows: pl.Series, column: Column) -> pl.DataFrame:
    reading = reading_of(column)
    texts = cells.unique(maintain_order=True).to_list()
    shown = _mapped(cells, {text: _shown(text.strip(), column) for text in texts}, pl.String())
    failed = cells.str.contains(FORMULA_ERROR)
    return validation_errors.together(
        [
            validation_errors.of_rows(
                rows.filter(~failed),
                column.heading,
                reading.rule,
                reading.todo,
                shown.filter(~failed),
            ),
            validation_errors.of_rows(
                rows.filter(failed),
                column.heading,
                "a formula that failed",
                "Mend the formula in the spreadsheet, or write the value.",
            ),
        ]
    )


def _shown(text: str, column: Column) -> str:
    # What stands here by mistake is most likely a reference, or the answer that is never kept.
    if column.kind == Kind.KEY or column.words == AskedAs.__name__:
        return validation_errors.echo_of_length(text)
    day = as_day(text)
    # A year in two digits may be that of a birth: 01/02/45 is not shown as a day of 2045.
    is_plain = day is not None and str(day.year) in text
    return validation_errors.echo(text, day if is_plain else None, is_word=is_word(text))


READINGS = {
    Kind.DATE: Reading(
        pl.Date(),
        as_day,
        "not a date",
        "Write the day as 16/07/2021 or 2021-07-16, day before month.",
    ),
    Kind.WHOLE: Reading(pl.Int64(), _whole, "not a whole number", "Write a whole number."),
    Kind.YEAR: Reading(pl.Int64(), _year, "not a year", "Write the year as 2021 or 2021/22."),
    Kind.YES_NO: Reading(
        pl.Boolean(), _yes_no, "not yes or no", "Write yes or no, or leave it blank."
    ),
    Kind.KEY: Reading(
        pl.String(),
        _matching(CASE_KEY),
        "not a case key",
        "A case key has 32 characters, 0 to 9 and a to f. Put references in “Crime reference”.",
    ),
    Kind.NAME: Reading(
        pl.String(),
        _matching(NAME),
        "not a reference",
        "Use letters, digits, hyphens and slashes, at most 60.",
    ),
    Kind.REF: Reading(
        pl.String(),
        _matching(NAME),
        "not a reference",
        "Use the reference of a row that is loaded or comes in the same files.",
    ),
    Kind.REFERENCE: Reading(pl.String(), str, "not a reference", "Write the force’s reference."),
    Kind.FORCE: Reading(pl.String(), str, "no such force", "Use a force of this store."),
    Kind.AREA: Reading(pl.String(), str, "no such area", "Use an area of this store."),
}
