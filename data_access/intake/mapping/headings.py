"""Maps headings to the columns of a table, and guesses the table of a sheet from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data_access.intake.casting.parsers import NONE, answers_for, is_none_asked_about
from data_access.intake.models import Answers, Asked, ValueMeanings
from data_access.intake.reading.sheet import listed, rows_text
from data_access.intake.reading.table_detection import SheetTable
from data_access.intake.table_specs import (
    NEVER_ASKED_FOR,
    Column,
    ColumnKind,
    TableSpec,
    folded_heading,
    table_specs,
)
from data_access.intake.validation.errors import ValidationError

# Headings that every sheet of cases may have do not identify its table.
SHARED = (ColumnKind.FORCE, ColumnKind.AREA, ColumnKind.REFERENCE, ColumnKind.KEY)
# Either of these columns identifies the case of a row.
CASE_COLUMNS = frozenset({"case_reference", "case_key"})
# Headings of the current target, or of the first one beside a column of the revised one.
PLAIN_TARGETS = {"target", "target date"}
# By folded heading, the name of the column that somebody confirmed as its meaning; empty for none.
Meanings = Mapping[str, str]


@dataclass(frozen=True)
class ColumnMapping:
    """The meanings of a sheet's ``headings`` for one table.

    ``columns``: by the position of the heading, from 0. ``unused``: positions without a meaning.
    ``needless``: the columns of answers that are not read.
    """

    spec: TableSpec
    headings: Sequence[str]
    columns: dict[int, Column]
    unused: list[int]
    needless: dict[int, Column]

    def with_columns(self, columns: Mapping[int, Column | None]) -> "ColumnMapping":
        """The mapping with the meanings of further, unused positions. Nulls: no meaning."""
        merged = self.columns | {each: column for each, column in columns.items() if column}
        unused = [position for position in self.unused if position not in merged]
        return replace(self, columns=dict(sorted(merged.items())), unused=unused)

    @property
    def is_clear(self) -> bool:
        """True if every required column is there, and none twice."""
        return not self.missing and not self.duplicates

    @property
    def missing(self) -> list[str]:
        """The headings of the required columns that are missing."""
        names = {column.name for column in self.columns.values()}
        absent = [
            column.heading
            for column in self.spec.columns
            if column.required and column.name not in names
        ]
        has_case = any(column.kind == ColumnKind.REFERENCE for column in self.spec.columns)
        return ["Crime reference", *absent] if has_case and not names & CASE_COLUMNS else absent

    @property
    def duplicates(self) -> list[tuple[str, list[int]]]:
        """The usual heading of each column that several headings map to, with their positions."""
        positions: dict[str, list[int]] = {}
        for position, column in self.columns.items():
            positions.setdefault(column.name, []).append(position)
        return [
            (self.columns[several[0]].heading, several)
            for several in positions.values()
            if len(several) > 1
        ]


def map_headings(headings: Sequence[str], spec: TableSpec, meanings: Meanings) -> ColumnMapping:
    """Maps ``headings`` to columns, by ``meanings`` or else by the spec."""
    by_name = {column.name: column for column in spec.columns if column.in_template}
    columns: dict[int, Column] = {}
    for position, heading in enumerate(headings):
        confirmed = by_name.get(meanings.get(folded_heading(heading), ""))
        column = confirmed or spec.column_for(heading)
        if column:
            columns[position] = column
    targets = [position for position in columns if columns[position].name == "target_on"]
    plain = [each for each in targets if folded_heading(headings[each]) in PLAIN_TARGETS]
    if len(targets) > len(plain) == 1:
        columns[plain[0]] = by_name["first_target_on"]
    unused = [position for position in range(len(headings)) if position not in columns]
    needless = _needless_answers(columns)
    kept = {position: columns[position] for position in columns if position not in needless}
    return ColumnMapping(spec, headings, kept, unused, needless)


def heading_meanings(answers: Answers, spec: TableSpec) -> Meanings:
    """The meanings that ``answers`` give to headings of a file of one table, later ones first."""
    given: dict[str, str] = {}
    for asked, means in answers.items():
        column = spec.column_named(means)
        if not asked.word and asked.table in ("", spec.table) and (column or not means):
            given[folded_heading(asked.heading)] = column.name if column else ""
    return given


def word_meanings(answers: Answers, mapping: ColumnMapping) -> ValueMeanings:
    """The meanings that ``answers`` give to words of the columns of one sheet, later ones first."""
    given: dict[tuple[str, str], str] = {}
    for (table, heading, word), means in answers.items():
        named = [
            column
            for position, column in mapping.columns.items()
            if folded_heading(heading)
            in (folded_heading(mapping.headings[position]), *column.own_names)
        ]
        for column in named if word and table in ("", mapping.spec.table) else ():
            if is_none_asked_about(column) and word in NONE:
                given[column.name, NONE[0]] = means
            elif column.is_worded and means in answers_for(column):
                given[column.name, word] = means
    return given


def answers_about(answers: Answers, mapping: ColumnMapping) -> Answers:
    """The ``answers`` about headings and words of one sheet, by its table and columns."""
    table, headings = mapping.spec.table, heading_meanings(answers, mapping.spec)
    present = headings.keys() & map(folded_heading, mapping.headings)
    of_words = {
        Asked(table, *word): means for word, means in word_meanings(answers, mapping).items()
    }
    return {Asked(table, each): headings[each] for each in headings if each in present} | of_words


def guess_tables(headings: Sequence[str], meanings: Mapping[str, Meanings]) -> list[TableSpec]:
    """The tables that a sheet with ``headings`` may hold; several if it is ambiguous.

    ``meanings``: by table. The score of a table is the number of its columns less the missing
    required ones, so that one shared heading does not favour the table with the fewest required
    columns.
    """
    scores, present = {}, {}
    for spec in table_specs().values():
        mapping = map_headings(headings, spec, meanings.get(spec.table, {}))
        own = [column for column in mapping.columns.values() if column.kind not in SHARED]
        if own:
            missing = len(mapping.missing)
            present[spec.table] = len(own)
            scores[spec.table] = (len(own) - missing, -missing, -len(mapping.unused))
    best = [table for table, score in scores.items() if score == max(scores.values())]
    most = max((present[table] for table in best), default=0)
    # A table that uses more of the columns may be meant even if a required one is missing.
    possible = [table for table, number in present.items() if number > most]
    return [table_specs()[table] for table in [*best, *possible]]


def heading_errors(mapping: ColumnMapping, letters: Sequence[str]) -> Iterator[ValidationError]:
    """An error for each missing or duplicate column.

    ``letters``: the spreadsheet's letter for the column of each heading.
    """
    for heading in mapping.missing:
        todo = f"Add the column “{heading}”, or say which of the columns it is."
        yield ValidationError(None, heading, "a column is missing", todo)
    for heading, positions in mapping.duplicates:
        todo = (
            f"Columns {' and '.join(letters[position] for position in positions)} both mean "
            f"“{heading}”: keep one of them."
        )
        yield ValidationError(None, heading, "two columns of one meaning", todo)


def _needless_answers(columns: Mapping[int, Column]) -> dict[int, Column]:
    """The columns of answers beside one that says the same more surely, or that are not a victim's.

    What an officer perceived is no answer of the victim.
    """
    known = {column.name for column in columns.values() if column.kind not in NEVER_ASKED_FOR}
    needless = {}
    for position, column in columns.items():
        if column.kind == ColumnKind.PERCEIVED or (
            column.kind == ColumnKind.VALUE and column.name in known
        ):
            needless[position] = column
        elif column.kind == ColumnKind.VALUE:
            known.add(column.name)
    return needless


def omissions(table: SheetTable, mapping: ColumnMapping, letters: Sequence[str]) -> Iterator[str]:
    """A sentence on each kind of row and column that is left out, with its number and places.

    ``letters``: the spreadsheet's letter for the column of each heading. Columns with an unknown
    heading are not among them, because ``SheetReport.unused`` has them.
    """
    for rows, place in (
        (table.above, "above the headings"),
        (table.footnotes, "below the table, taken for remarks"),
        (table.beside, "without a value under any heading"),
    ):
        if rows:
            yield f"{_counted(len(rows), 'row')} not read, {place}: {rows_text(rows)}."
    if table.unnamed:
        columns = "column" if len(table.unnamed) == 1 else "columns"
        yield (
            f"{_counted(len(table.unnamed), 'column')} not read, without a heading: "
            f"{columns} {listed(table.unnamed)}."
        )
    for position, column in mapping.needless.items():
        why = (
            "somebody else’s impression is no answer of the victim."
            if column.kind == ColumnKind.PERCEIVED
            else "another column says more surely whether the victim was asked."
        )
        yield f"Column {letters[position]}, {column.heading}, was not read: {why}"


def _counted(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number:,} {thing}s"
