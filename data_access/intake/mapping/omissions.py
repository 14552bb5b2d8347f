"""Sentences for the sender on every part of a sheet that is not read."""

from collections.abc import Iterator, Sequence

from data_access.intake.mapping.headings import ColumnMapping
from data_access.intake.reading.table_detection import SheetTable
from data_access.intake.table_specs import ColumnKind

# Two rows are named one by one.
SHORTEST_SPAN = 2


def omissions(table: SheetTable, mapping: ColumnMapping, letters: Sequence[str]) -> Iterator[str]:
    """A sentence on each kind of row and column that is left out, with its number and places.

    ``letters``: the spreadsheet's letter for the column of each heading. Columns with an unknown
    heading are not among them, because ``SheetReport.unused`` has them.
    """
    yield from outside_of(table)
    for position, column in mapping.needless.items():
        yield (
            f"Column {letters[position]}, {column.heading}, was not read: another column says more "
            "surely whether the victim was asked."
        )
    for position, column in mapping.columns.items():
        if column.kind == ColumnKind.PERCEIVED:
            yield (
                f"Column {letters[position]}, {column.heading}, was not read: somebody else’s "
                "impression is no answer of the victim."
            )


def outside_of(table: SheetTable) -> Iterator[str]:
    """A sentence on each kind of row and column of a sheet that lies outside its table."""
    for rows, place in (
        (table.above, "above the headings"),
        (table.footnotes, "below the table, taken for remarks"),
        (table.beside, "without a value under any heading"),
    ):
        if rows:
            yield f"{_counted(len(rows), 'row')} not read, {place}: {row_numbers_text(rows)}."
    if table.unnamed:
        columns = "column" if len(table.unnamed) == 1 else "columns"
        yield (
            f"{_counted(len(table.unnamed), 'column')} not read, without a heading: "
            f"{columns} {_listed(table.unnamed)}."
        )


def row_numbers_text(rows: Sequence[int]) -> str:
    """The numbers of rows as text, in ascending order, such as "rows 3, 5 to 9 and 12"."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    words: list[str] = []
    for span in spans:
        is_long = len(span) > SHORTEST_SPAN
        words.extend([f"{span[0]} to {span[-1]}"] if is_long else map(str, span))
    return f"{'row' if len(rows) == 1 else 'rows'} {_listed(words)}"


def _counted(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number:,} {thing}s"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
