"""Which columns of a file could name a person, by their heading and by what stands in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import polars as pl

from data_access import pii_detection, vocabulary
from data_access.intake.privacy import pii_heuristics
from data_access.intake.privacy.pii_headings import heading_looks_like
from data_access.intake.reading.sheet import column_letters
from data_access.intake.table_specs import NEVER_ASKED_FOR, Column, Kind, Layout, layouts, words_of

ROW = "row"
HASHED = (Kind.REFERENCE, Kind.KEY)
PLACES = (Kind.FORCE, Kind.AREA)
WEB_ADDRESS = r"^https?://\S+$"
# More different names or long texts than wrongly written words of a list would be.
MORE_THAN_MISTAKES = 3
MORE_THAN_LABELS = 20
# As many rows as a message names.
ROWS_NAMED = 5
REMOVE = "Delete the column in the spreadsheet, and send it again."
MEND = "Take it out of the cells, or delete the column, and send the spreadsheet again."


@dataclass(frozen=True)
class Refusal:
    """Why one column may not come in, without a word of what stands in it.

    ``position``: of the heading among the headings, from 0. ``letter``: what the spreadsheet shows.
    ``rows``: the spreadsheet's numbers of the rows that show it; empty for the whole column.
    """

    position: int
    letter: str
    why: str
    todo: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Given:
    """One column of a file. ``newest_year``: of the days in the columns that are known.

    ``looks_like``: what its heading promises, where no table knows it. ``means``: the column read.
    """

    position: int
    looks_like: str | None
    means: Column | None
    cells: pl.Series
    rows: pl.Series
    newest_year: int | None

    @cached_property
    def seen(self) -> pl.DataFrame:
        """Its different texts; nothing for words of our own lists, which name nobody."""
        folded = pl.col("text").str.to_lowercase().str.replace_all(r"(?:[^\w+&]|_)+", " ")
        ours = folded.str.strip_chars().is_in(_words_of_all_lists())
        text = pl.when(ours).then(pl.lit("")).otherwise("text")
        return pii_heuristics.seen_in(self.cells).with_columns(text.alias("text"))

    def whole(self, why: str) -> Refusal:
        """The column refused for what most of it is."""
        return Refusal(self.position, column_letters(self._place), why, REMOVE)

    def in_cells(self, sign: str, texts: list[str]) -> Refusal:
        """The column refused for what stands in some cells."""
        is_shown = self.cells.str.strip_chars().is_in(texts).fill_null(value=False)
        rows = tuple(self.rows.filter(is_shown))
        why = f"{sign} stands in {_rows_in_words(rows)}"
        return Refusal(self.position, column_letters(self._place), why, MEND, rows)

    @property
    def _place(self) -> int:
        return int(self.cells.name.removeprefix("c"))


def refused(
    headings: Sequence[str],
    rows: pl.DataFrame,
    layout: Layout | None,
    meanings: Mapping[int, Column] | None = None,
) -> list[Refusal]:
    """Each reason to refuse a column, in the order of the columns; empty where none could name.

    Shape: ``rows`` as a Table has them. ``layout``: of the table that they are for; null where
    that is not known yet, and so no heading is. ``meanings``: what somebody said that headings
    mean, by position. Answers about characteristics are not looked at.
    """
    known = {
        position: column
        for position, heading in enumerate(headings)
        if layout and (column := layout.known(heading))
    }
    means = {**known, **(meanings or {})}
    of_cases = layout is None or layout.is_of_cases
    cells = [rows[name] for name in rows.columns if name != ROW]
    dated = [cells[position] for position, column in means.items() if column.kind == Kind.DATE]
    newest_year = _middle_year(dated)
    judge = _refused_of_cases if of_cases else _refused_of_content
    given = (
        _Given(
            position,
            None if position in known else heading_looks_like(heading, of_cases=of_cases),
            means.get(position),
            cells[position],
            rows[ROW],
            newest_year,
        )
        for position, heading in enumerate(headings)
    )
    return [refusal for column in given for refusal in judge(column)]


def _refused_of_cases(given: _Given) -> Iterator[Refusal]:
    if given.looks_like:
        yield given.whole(f"its heading is that of {given.looks_like}")
    elif given.means is None:
        yield from _refused_unknown(given)
    elif given.means.kind in HASHED:
        if pii_heuristics.hold_no_digit(given.seen):
            yield given.whole("most of its cells look like names, not references")
    elif given.means.kind not in NEVER_ASKED_FOR:
        yield from _refused_known(given, given.means.kind)


def _refused_unknown(given: _Given) -> Iterator[Refusal]:
    yield from _signs(given, list(pii_detection.SIGNS))
    if pii_heuristics.are_names(given.seen) or pii_heuristics.are_single_names(given.seen):
        yield given.whole("its cells look like names")
    if pii_heuristics.are_births(given.seen, given.newest_year):
        yield given.whole("its cells look like dates of birth")
    if pii_heuristics.are_free_text(given.seen):
        yield given.whole("its cells are free text")


def _refused_known(given: _Given, kind: Kind) -> Iterator[Refusal]:
    """What has slipped into a column of days, codes or numbers, as when columns are shifted."""
    # Figures that are no number or day of theirs are a fault of the cell, and never shown.
    yield from _signs(
        given, [sign for sign in pii_detection.SIGNS if sign != pii_detection.REFERENCE]
    )
    # North Devon is written like a name.
    look_like_names = pii_heuristics.are_forenames if kind in PLACES else pii_heuristics.are_names
    foreign = given.seen.filter(pl.col("text") != "").height
    if foreign >= MORE_THAN_MISTAKES and look_like_names(given.seen):
        yield given.whole("its cells look like names")
    if pii_heuristics.are_free_text(given.seen, at_least=MORE_THAN_LABELS):
        yield given.whole("its cells are free text")


def _refused_of_content(given: _Given) -> Iterator[Refusal]:
    """Published text names bodies and tells of days; only what leads to one person is refused."""
    if given.looks_like:
        yield given.whole(f"its heading is that of {given.looks_like}")
        return
    is_text = ~given.cells.str.contains(WEB_ADDRESS)
    for sign, texts in _texts_by_sign(given.cells.filter(is_text)).items():
        yield given.in_cells(sign, texts)


def _signs(given: _Given, looked_for: list[str]) -> Iterator[Refusal]:
    for sign, texts in _texts_by_sign(given.cells).items():
        if sign in looked_for:
            yield given.in_cells(sign, texts)
    streets = pii_heuristics.addresses_in(given.seen).to_list()
    if streets:
        yield given.in_cells("an address", streets)


def _texts_by_sign(cells: pl.Series) -> dict[str, list[str]]:
    found = pii_detection.signs_in(cells.str.strip_chars())
    texts = {
        sign: [text for text, has in found.items() if sign in has] for sign in pii_detection.SIGNS
    }
    return {sign: shown for sign, shown in texts.items() if shown}


def _middle_year(dated: Sequence[pl.Series]) -> int | None:
    years = [pii_heuristics.years_of(pii_heuristics.seen_in(cells))["year"] for cells in dated]
    middle = pl.concat(years).median() if years else None
    return int(middle) if isinstance(middle, float) else None


def _rows_in_words(rows: tuple[int, ...]) -> str:
    if len(rows) == 1:
        return f"row {rows[0]}"
    named = [str(row) for row in rows[:ROWS_NAMED]]
    rest = f" and {len(rows) - ROWS_NAMED:,} more" if len(rows) > ROWS_NAMED else ""
    listed = ", ".join(named) if rest else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"rows {listed}{rest}"


@cache
def _words_of_all_lists() -> list[str]:
    lists = {column.words for layout in layouts().values() for column in layout.columns}
    ours = [words_of(name) for name in sorted(lists) if name and hasattr(vocabulary, name)]
    return sorted({word for words in ours for word in words})
