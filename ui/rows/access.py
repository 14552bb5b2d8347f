"""Rows of the record of access and of the sessions that are open."""

from metrics.frames import Row
from ui.elements.markdown import plain
from ui.rows.cell_format import TextRow, day_cell, per_row


def _moment(row: Row, column: str) -> str:
    return f"{day_cell(row[column].date())}, {row[column]:%H:%M} UTC"


@per_row
def access_rows(row: Row) -> TextRow:
    """One row an entry of the record of access."""
    return {
        "When": _moment(row, "at"),
        "Who": plain(row["name"]),
        "What": row["what"],
        "Which": plain(row["done_to"] or ""),
        "View": plain(row["view"] or ""),
    }


@per_row
def session_rows(row: Row) -> TextRow:
    """One row an open session."""
    return {
        "Who": plain(row["name"]),
        "As": row["roles"].replace(",", ", "),
        "Signed in": _moment(row, "started_at"),
        "Ends": _moment(row, "ends_at"),
    }
