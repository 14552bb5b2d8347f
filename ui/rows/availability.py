"""Why a figure is not available: the columns and tables that no file received has had."""

from collections.abc import Sequence

import polars as pl

from data_access.intake.table_specs import ColumnKind, table_specs
from metrics.cases.columns_sent import ColumnsSent
from metrics.text_format import capitalised, listed
from ui.elements.markdown import plain
from ui.rows.data_coverage import table_title

NOT_AVAILABLE = "not available"
# A file has references or case keys; where there is one force, none need name it.
ANY_MAY_LACK = (ColumnKind.REFERENCE, ColumnKind.KEY, ColumnKind.FORCE)


def never_sent_text(lacking: Sequence[str]) -> str:
    """What was never sent, such as "no file has had “Told on” (Notices of NFA decisions)".

    ``lacking``: as ``ColumnsSent.lacks`` gives it; empty text if nothing is.
    """
    tables = [each for each in lacking if "." not in each]
    columns = [each for each in lacking if "." in each and each.partition(".")[0] not in tables]
    never = [
        *([f"no file has come of {listed(map(table_title, tables))}"] if tables else []),
        *([f"no file has had {listed(map(_column_text, columns))}"] if columns else []),
    ]
    return "; ".join(never)


def not_available_text(title: str, lacking: Sequence[str]) -> str:
    """A sentence on a figure that is not available, and why."""
    return f"{capitalised(title)}: {NOT_AVAILABLE}, since {never_sent_text(lacking)}."


def never_sent_rows(sent: ColumnsSent) -> pl.DataFrame:
    """One row per table of which files have come, with the columns that none of them had."""
    rows = []
    for table, columns in sent.by_table.items():
        never = [
            column.heading
            for column in table_specs()[table].template
            if columns is not None
            and column.name not in columns
            and column.kind not in ANY_MAY_LACK
        ]
        if never:
            rows.append({"Table": table_title(table), "Never sent": plain(", ".join(never))})
    return pl.DataFrame(rows, {"Table": pl.String, "Never sent": pl.String})


def _column_text(need: str) -> str:
    table, _, columns = need.partition(".")
    headings = [f"“{table_specs()[table].heading_of(name)}”" for name in columns.split("|")]
    return f"{' or '.join(headings)} ({table_title(table)})"
