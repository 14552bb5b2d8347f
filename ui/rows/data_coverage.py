"""Rows about loaded data: tables, months, missing values, files, what was never sent."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from data_access.intake.table_specs import ColumnKind, table_specs
from metrics.cases.case_tables import CASE_TABLES, about_shown_of
from metrics.cases.columns_sent import ColumnsSent
from metrics.cases.month_ends import month_end
from metrics.frames import Row
from metrics.text_format import capitalised, counted, listed
from ui.elements.markdown import NOTHING, plain, quiet
from ui.rows.cell_format import TextRow, day_cell, newest_first, per_row, per_row_of

SPANS_NAMED = 6
TOO_FEW = "too few rows to say"


@per_row
def loaded_rows(row: Row) -> TextRow:
    """One row per table: its number of rows, source, months and age."""
    return {
        "Table": table_title(row["table"]),
        "Months": _months_cell(row),
        "Rows": CASE_TABLES[row["table"]].shown(row["rows"]),
        "From whom": plain(row["sources"]),
        "Received": day_cell(row["received_on"]),
        "Age": counted(row["days_old"], "day") if row["days_old"] else "the same day",
    }


def _months_cell(row: Mapping[str, Any]) -> str:
    """The first month and the last; of few rows neither: they could identify somebody."""
    if row["first_on"] is None:
        return NOTHING
    is_of_few = CASE_TABLES[row["table"]].has_few(row["rows"])
    return TOO_FEW if is_of_few else _span(row["first_on"], row["last_on"])


@per_row
def missing_month_rows(row: Row, forces: Mapping[str, str]) -> TextRow:
    """One row per table and force that has months without rows, or too few rows to say."""
    months = row["months"]
    return {
        "Table": table_title(row["table"]),
        "Force": plain(forces[row["force"]]),
        "Months": TOO_FEW if months is None else f"{len(months):,}",
        "Which": NOTHING if months is None else _months(months),
    }


@per_row
def silent_rows(row: Row) -> TextRow:
    """One row per column with missing values."""
    return {
        "Table": table_title(row["table"]),
        "What is not there": row["words"],
        "Rows": about_shown_of(row["silent"], row["out_of"]),
        "Out of": CASE_TABLES[row["table"]].shown(row["out_of"]),
    }


@per_row_of(newest_first)
def batch_rows(row: Row) -> TextRow:
    """One row per file that was loaded, the newest first."""
    return {
        "Batch": str(row["id"]),
        "Table": table_title(row["table"]),
        "File": plain(row["file_name"]),
        "From whom": plain(row["source"]),
        "Received": day_cell(row["received_on"]),
        "Rows": _count(row, "rows"),
        "New": _count(row, "rows_new"),
        "Changed": _count(row, "rows_changed"),
        "Loaded by": f"{plain(row['imported_by'])}, {row['imported_at']:%d/%m/%Y %H:%M}",
        "Withdrawn": _withdrawn(row),
    }


def table_title(table: str) -> str:
    """The title of a table of the store, as readers see it."""
    case_table = CASE_TABLES.get(table)
    return case_table.title if case_table else capitalised(table.replace("_", " "))


def _count(row: Mapping[str, Any], column: str) -> str:
    case_table = CASE_TABLES.get(row["table"])
    return case_table.shown(row[column]) if case_table else f"{row[column]:,}"


def _withdrawn(row: Mapping[str, object]) -> str:
    if row["withdrawn_at"] is None:
        return quiet("no")
    return f"{row['withdrawn_at']:%d/%m/%Y}, {plain(str(row['withdrawn_by']))}"


def _months(months: Sequence[date]) -> str:
    """Months as text: consecutive ones as one span, and only the first few spans."""
    spans: list[list[date]] = []
    for month in months:
        follows = bool(spans) and month_end(spans[-1][-1]) + timedelta(days=1) == month
        spans[-1].append(month) if follows else spans.append([month])
    named = [_span(span[0], span[-1]) for span in spans[:SPANS_NAMED]]
    more = sum(len(span) for span in spans[SPANS_NAMED:])
    return listed([*named, f"{more} more"] if more else named)


def _span(first: date, last: date) -> str:
    one, other = f"{first:%B %Y}", f"{last:%B %Y}"
    return one if one == other else f"{one} to {other}"


NOT_AVAILABLE = "not available"
# Optional columns: a file has references or case keys, one force goes unnamed, numbers may lack.
ROW_NUMBER = "number"
ANY_MAY_LACK = (ColumnKind.REFERENCE, ColumnKind.KEY, ColumnKind.FORCE)


def never_sent_text(lacking: Sequence[str]) -> str:
    """The columns that were never sent: "no file has had “Told on” (Notices of NFA decisions)".

    ``lacking``: as ``ColumnsSent.lacks`` gives it; empty text if nothing is.
    """
    tables = [each for each in lacking if "." not in each]
    columns = [each for each in lacking if "." in each and each.partition(".")[0] not in tables]
    never = [
        *([f"no file of {listed(map(table_title, tables))} has come"] if tables else []),
        *([f"no file has had {listed(_of_tables(columns))}"] if columns else []),
    ]
    return "; ".join(never)


def not_available_text(title: str, lacking: Sequence[str]) -> str:
    """A sentence on a figure that is not available, and why."""
    return f"{capitalised(title)}: {NOT_AVAILABLE}, since {never_sent_text(lacking)}."


def never_sent_rows(sent: ColumnsSent) -> pl.DataFrame:
    """One row per table for which files have come, with the columns that none of them had."""
    rows = []
    for table, columns in sent.by_table.items():
        never = [
            column.heading
            for column in table_specs()[table].template
            if columns is not None
            and column.name not in {*columns, ROW_NUMBER}
            and column.kind not in ANY_MAY_LACK
        ]
        if never:
            rows.append({"Table": table_title(table), "Never sent": plain(", ".join(never))})
    return pl.DataFrame(rows, {"Table": pl.String, "Never sent": pl.String})


def _of_tables(columns: Sequence[str]) -> list[str]:
    """The headings of the columns, table by table, such as "“Told on” and “Told by” (Notices)"."""
    by_table: dict[str, list[str]] = {}
    for each in columns:
        table, _, names = each.partition(".")
        headings = [f"“{table_specs()[table].heading_of(name)}”" for name in names.split("|")]
        by_table.setdefault(table, []).append(" or ".join(headings))
    return [f"{listed(headings)} ({table_title(table)})" for table, headings in by_table.items()]
