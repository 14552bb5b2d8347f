"""Likely meanings of headings and words that are not ours, for their sender to confirm."""

from collections.abc import Sequence

from data_access.intake.casting.dates import parse_date
from data_access.intake.casting.parsers import (
    answers_for,
    blanks_as_null,
    parser_for,
)
from data_access.intake.mapping.headings import (
    CASE_COLUMNS,
    ColumnMapping,
    Meanings,
    map_headings,
)
from data_access.intake.models import OUTSIDE_LIST
from data_access.intake.reading.table_detection import SheetTable
from data_access.intake.table_specs import (
    Column,
    ColumnKind,
    TableSpec,
    folded_heading,
    vocabulary_words,
)
from data_access.vocabulary import AskedAs

# An owner may be a person: this is a column of ours only if all of its cells are words of it.
MEANT_BY_WORDS = dict.fromkeys(("owner", "action owner", "current owner"), "must_act")
# These say nothing of which column a heading means.
SMALL_WORDS = frozenset("a the of on in at by to for was is date day no number".split())
# A word or heading with one of these means something else than the same without it.
TELLING = frozenset(
    "no not non never without due target expected planned first original revised previous".split()
)
# The same as a blank, for most who write them.
NOTHING_KNOWN = frozenset({"unknown", "not known", "not stated", "n k", "nk"})
# The share of the words that a heading and one of ours have in common.
LIKELY = 0.5
NAMES = (ColumnKind.REFERENCE, ColumnKind.FORCE, ColumnKind.AREA)
# A column with more words that are not ours holds something else.
MOST_WORDS = 20
MOST_TEXTS_TRIED = 200


def map_table(table: SheetTable, spec: TableSpec, meanings: Meanings) -> ColumnMapping:
    """Maps the headings of a table, those too that only the words below them explain."""
    mapping = map_headings(table.headings, spec, meanings)
    by_words: dict[int, Column | None] = {}
    for position in mapping.unused:
        heading = folded_heading(table.headings[position])
        column = spec.column_named(MEANT_BY_WORDS.get(heading, ""))
        if column and heading not in meanings and column not in mapping.columns.values():
            words = [parser_for(column).parse(text) for text in _texts(table, position)]
            by_words[position] = column if words and None not in words else None
    return mapping.with_columns(by_words)


def guess_columns(
    table: SheetTable, mapping: ColumnMapping, meanings: Meanings
) -> dict[int, Column]:
    """The likeliest free column for each unused position, if there is one; no column twice."""
    used = {column.name for column in mapping.columns.values()}
    used |= CASE_COLUMNS if used & CASE_COLUMNS else frozenset()
    free = [column for column in mapping.spec.template if column.name not in used]
    likely: list[tuple[float, int, Column]] = []
    for position in mapping.unused:
        heading = folded_heading(table.headings[position])
        telling = set(heading.split()) - SMALL_WORDS
        for column in free if heading not in meanings else ():
            known = (set(each.split()) - SMALL_WORDS for each in column.known_as)
            share = max(_share(telling, words) for words in known)
            if share >= LIKELY and _fit(_texts(table, position), column):
                likely.append((share, position, column))
    guesses: dict[int, Column] = {}
    for _, position, column in sorted(likely, key=lambda each: -each[0]):
        if column not in guesses.values():
            guesses.setdefault(position, column)
    return guesses


def guess_word(text: str, column: Column) -> str | None:
    """The likeliest of ``answers_for(column)``; null where a guess would be no better than chance.

    "Unknown" is nothing recorded. Another word with no likeness to ours is outside the list, unless
    it is a number.
    """
    if column.kind == ColumnKind.VALUE:
        return AskedAs.OWN_ACCOUNT.value
    if column.words == AskedAs.__name__:
        return None
    words = vocabulary_words(column.words) if column.words else {"yes": "yes", "no": "no"}
    theirs = set(folded_heading(text).split())
    shares = {
        word: _share(theirs, ours)
        for word in words
        if not word.isdigit() and ((ours := set(word.split())) <= theirs or theirs <= ours)
    }
    best = max(shares.values(), default=0)
    likely = {words[word] for word, share in shares.items() if share == best > 0}
    if len(likely) == 1:
        return likely.pop()
    if folded_heading(text) in NOTHING_KNOWN and "" in answers_for(column):
        return ""
    has_letter = any(letter.isalpha() for letter in text)
    return OUTSIDE_LIST if OUTSIDE_LIST in answers_for(column) and has_letter else None


def _share(theirs: set[str], ours: set[str]) -> float:
    """The share of the words that two texts have in common; 0 if only one has a telling word."""
    return 0 if (theirs ^ ours) & TELLING else len(theirs & ours) / max(len(theirs | ours), 1)


def _fit(texts: Sequence[str], column: Column) -> bool:
    """True if most of the texts could stand in the column; false for answers about a person."""
    if column.words == AskedAs.__name__ or (column.is_worded and len(texts) > MOST_WORDS):
        return False
    if column.is_worded or column.kind in NAMES:
        fitting = [parse_date(text) is None for text in texts]
    else:
        fitting = [parser_for(column).parse(text) is not None for text in texts]
    return 2 * sum(fitting) > len(texts)


def _texts(table: SheetTable, position: int) -> list[str]:
    """Some of the distinct texts of a column, without blanks."""
    cells = blanks_as_null(table.rows.to_series(position + 1)).drop_nulls()
    return cells.str.strip_chars().unique(maintain_order=True).head(MOST_TEXTS_TRIED).to_list()
