"""Maps each sheet of a file to a table, with the errors of its headings and whole columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from data_access.intake.mapping.guesses import guess_columns, map_table
from data_access.intake.mapping.headings import (
    ColumnMapping,
    guess_tables,
    heading_errors,
    heading_meanings,
    omissions,
)
from data_access.intake.models import Answers, Options
from data_access.intake.privacy.case_key import CaseKey
from data_access.intake.reading.sheet import NotReadable, Sheet, column_letters
from data_access.intake.reading.table_detection import SheetTable, find_table
from data_access.intake.table_specs import (
    Column,
    ColumnKind,
    TableSpec,
    folded_heading,
    is_known_heading,
    table_specs,
)
from data_access.intake.templates import NOTES_SHEETS
from data_access.intake.validation.errors import ValidationError, errors_frame, in_sheet
from data_access.intake.validation.pii_columns import HASHED, names_nobody, refuse_columns

# Of more unknown headings only those with a likely meaning are asked about.
MOST_ASKED = 40
CANNOT_BE_READ = "cannot be read"


@dataclass(frozen=True)
class ImportContext:
    """The context for reading sheets. ``key``: null if there is none.

    ``remembered``: the answers that were given for the source before.
    """

    remembered: Answers
    key: CaseKey | None
    options: Options

    @cached_property
    def answers(self) -> Answers:
        """The answers given now, after the remembered ones, which give way to them."""
        return {**self.remembered, **self.options.answers}


@dataclass(frozen=True)
class MappedSheet:
    """A sheet of a file: its text, its table, and the errors of the sheet as a whole.

    ``file``, ``sheet``: their names in reports; the sheet's is empty if the file has one.
    ``mapping`` is null if the sheet could not be read, or its table is ambiguous. ``refused``: by
    position, the reason to refuse a column. ``asked``: the positions of the unknown headings to ask
    about, with the likeliest column.
    """

    file: str
    sheet: str
    digest: str
    errors: pl.DataFrame
    table: SheetTable | None = None
    mapping: ColumnMapping | None = None
    notices: tuple[str, ...] = ()
    refused: Mapping[int, str] = field(default_factory=dict)
    asked: Mapping[int, Column | None] = field(default_factory=dict)

    @property
    def table_name(self) -> str:
        """The name of its table in the store; empty if that is ambiguous."""
        return self.mapping.spec.table if self.mapping else ""

    @property
    def has_references(self) -> bool:
        """True if a column has references of cases, which are hashed during the import."""
        columns = self.mapping.columns.values() if self.mapping else ()
        return any(column.kind == ColumnKind.REFERENCE for column in columns)

    @property
    def columns(self) -> dict[str, str]:
        """The heading that each column was mapped to, by letter."""
        letters = letters_of(self.table)
        columns = self.mapping.columns if self.mapping else {}
        return {letters[position]: column.heading for position, column in columns.items()}

    @property
    def column_names(self) -> list[str]:
        """The names of the columns that it fills, in order."""
        columns = self.mapping.columns.values() if self.mapping else ()
        return list(dict.fromkeys(column.name for column in columns))

    @property
    def unused(self) -> dict[str, str]:
        """The headings of columns that are not read, by letter; shown only to the sender."""
        if self.table is None or self.mapping is None:
            return {}
        letters, mapping = letters_of(self.table), self.mapping
        unused = sorted([*mapping.unused, *mapping.needless])
        return {letters[each]: self.table.headings[each] for each in unused}


def map_sheets(
    sheets: Sequence[Sheet], file: str, digest: str, context: ImportContext
) -> Iterator[MappedSheet]:
    """Maps the sheets of one file, without a template's sheet of notes."""
    tables = {
        number: sheet for number, sheet in enumerate(sheets, 1) if sheet.name not in NOTES_SHEETS
    }
    notes = [sheet.name for sheet in sheets if sheet.name in NOTES_SHEETS]
    notices = (f"Sheets of a template not read: {', '.join(notes)}.",) if notes else ()
    if not tables:
        todo = "There is no table in it: fill in a template, or send another file."
        yield unreadable_sheet(file, "", digest, todo)
    for number, sheet in tables.items():
        called = sheet.name if context.options.to_sender else f"sheet {number}"
        name = called if len(sheets) > 1 else ""
        try:
            mapped = _map_sheet(file, name, digest, sheet, context)
        except NotReadable as problem:
            mapped = unreadable_sheet(file, name, digest, str(problem))
        yield replace(mapped, notices=(*notices, *mapped.notices))


def unreadable_sheet(
    file: str, name: str, digest: str, todo: str, rule: str = CANNOT_BE_READ
) -> MappedSheet:
    """An unreadable sheet with its one error."""
    errors = errors_frame([ValidationError(None, "", rule, todo)])
    return MappedSheet(file, name, digest, in_sheet(errors, file, name))


def letters_of(table: SheetTable | None) -> list[str]:
    """The spreadsheet's letter for the column of each heading."""
    return [column_letters(int(name[1:])) for name in table.rows.columns[1:]] if table else []


def _map_sheet(
    file: str, name: str, digest: str, sheet: Sheet, context: ImportContext
) -> MappedSheet:
    answers = context.answers.items()
    confirmed = {
        folded_heading(asked.heading) for asked, means in answers if means and not asked.word
    }
    table = find_table(
        sheet, lambda text: is_known_heading(text) or folded_heading(text) in confirmed
    )
    possible = _possible_tables(table.headings, context)
    if len(possible) != 1:
        names = " or ".join(spec.table for spec in possible)
        rule, todo = (
            ("it may be more than one table", f"Say which table it is: {names}.")
            if possible
            else (
                "no heading is known",
                "Use the headings of a template, or say what each one means.",
            )
        )
        return unreadable_sheet(file, name, digest, todo, rule)
    (spec,) = possible
    meanings = heading_meanings(context.answers, spec)
    mapping = map_table(table, spec, meanings)
    likely = guess_columns(table, mapping, meanings)
    # A reference is hashed, so it may stand under a heading that is only likely to mean it.
    hashed = {position: column for position, column in likely.items() if column.kind in HASHED}
    columns = mapping.columns | hashed
    refusals = refuse_columns(table.headings, table.rows, spec, columns)
    refused = {refusal.position: refusal.why for refusal in refusals}
    unknown = [each for each in mapping.unused if each not in refused]
    unknown = [each for each in unknown if names_nobody(table.headings[each])]
    asked = {
        each: likely.get(each) for each in unknown if each in likely or each in unknown[:MOST_ASKED]
    }
    if context.options.takes_guesses:
        mapping = mapping.with_columns(asked)
    errors = errors_frame(
        [
            *heading_errors(mapping, letters_of(table)),
            *(
                ValidationError(None, f"column {refusal.letter}", refusal.why, refusal.todo)
                for refusal in refusals
            ),
        ]
    )
    notices = (*sheet.notices, *omissions(table, mapping, letters_of(table)))
    errors = in_sheet(errors, file, name)
    sheet_of_table = MappedSheet(file, name, digest, errors, table, mapping, notices)
    return replace(sheet_of_table, refused=refused, asked=asked)


def _possible_tables(headings: Sequence[str], context: ImportContext) -> list[TableSpec]:
    if context.options.table:
        return [table_specs()[context.options.table]]
    return guess_tables(
        headings,
        {name: heading_meanings(context.answers, spec) for name, spec in table_specs().items()},
    )
