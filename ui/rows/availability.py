"""Why a figure is not available: the columns and tables that no file received has had."""

from collections.abc import Sequence

import polars as pl

from data_access.intake.table_specs import ColumnKind, table_specs
from metrics.cases.columns_sent import ColumnsSent
from metrics.text_format import capitalised, listed
from ui.elements.markdown import plain
from ui.rows.data_coverage import table_title

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
