"""Rows about quarters of victims as they were counted."""

from datetime import date

from metrics.frames import Row
from metrics.text_format import listed
from metrics.victims.victim_figures import quarter_text
from ui.elements.markdown import NOTHING, plain, quiet
from ui.rows.cell_format import TextRow, day_cell, per_row

FIRST = "the first count"
COUNTED_ONCE = (
    "Each quarter was counted once, from the files loaded by then, and its figures do not change: "
    "two figures that differ by one would reveal one person. What later files would change is not "
    "shown."
)


@per_row
def counted_rows(row: Row, day: date) -> TextRow:
    """One row per quarter: when and from which files it was counted, and whether any came since.

    ``day``: the day that is shown; a quarter may have been counted later.
    """
    counted_on = row["recorded_at"].date()
    return {
        "Quarter": quarter_text(row["quarter"]),
        "As at": day_cell(row["counted_at"]),
        "Counted on": day_cell(counted_on) if counted_on <= day else quiet("later"),
        "Newest batch": str(row["batch"]) if row["batch"] else NOTHING,
        "Count": _count(row),
        "Files since": "yes" if row["has_changed"] else quiet("none"),
    }


@per_row
def moved_rows(row: Row) -> TextRow:
    """One row per count that a revision moved, of those shown before and after it."""
    return {
        "Quarter": quarter_text(row["quarter"]),
        "What": f"{row['row_set']}: {row['dimension']}".replace("_", " "),
        "Which": plain(row["value"] or "all"),
        "Before": f"{row['before']:,}",
        "Now": f"{row['after']:,}",
    }


def _count(row: Row) -> str:
    if not row["revision"]:
        return FIRST
    names = listed(each.replace("_", " ") for each in row["row_sets"])
    return f"revision {row['revision']}, of {names}"
