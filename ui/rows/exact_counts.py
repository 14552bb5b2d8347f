"""Rows of exact counts, and of the looks at them."""

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.disclosure import CONFIDENTIAL
from metrics.frames import Row
from metrics.text_format import capitalised
from metrics.victims.counted_period import Counts
from ui.elements.markdown import plain
from ui.rows.cell_format import TextRow, day_cell, newest_first, per_row_of

EXACT, SHOWN = "Exact count", "On the pages"
NOT_SHOWN = "not shown"
TOGETHER, NO_AREA = "All areas together", "Area not recorded"
# With more lines, such as all pairs of two dimensions, those that count nobody are left out.
MOST_IN_FULL = 12
# The title of what was asked, from a row set and what it was counted by.
TitleOf = Callable[[str, str], str]


def exact_rows(exact: Mapping[str, int], shown: Counts | None) -> pl.DataFrame:
    """One row per line of an answer: its exact count, and what pages show of it.

    ``shown``: null where pages show nothing; a null count is withheld. Of many lines those without
    cases are left out.
    """
    return pl.DataFrame(
        [
            {
                "What": plain(capitalised(line)),
                EXACT: f"{number:,}",
                SHOWN: NOT_SHOWN if shown is None else _shown_cell(shown[line]),
            }
            for line, number in exact.items()
            if number or len(exact) <= MOST_IN_FULL
        ]
    )


def _shown_cell(number: int | None) -> str:
    return plain(CONFIDENTIAL) if number is None else f"{number:,}"


@per_row_of(newest_first)
def look_rows(row: Row, title_of: TitleOf) -> TextRow:
    """One row per look at exact counts, the newest first; it has no number of a victim."""
    return {
        "When": f"{day_cell(row['recorded_at'].date())}, {row['recorded_at']:%H:%M} UTC",
        "Who": plain(row["recorded_by"]),
        "Why": plain(row["reason"]),
        "What": plain(title_of(row["counted"], row["counted_by"])),
        "Area": plain(area_label(row["area"])),
        "Months": _months(row["first_on"], row["last_on"]),
        "Allowed by": f"{plain(row['allowed_by'])}, {day_cell(row['allowed_on'])}",
    }


def _months(first: date, last: date) -> str:
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first:%B}{year} to {last:%B %Y}"


def area_label(area: str | None) -> str:
    """An area as a choice: its name, all areas together, or none recorded."""
    return {None: TOGETHER, NOT_RECORDED: NO_AREA}.get(area, area or TOGETHER)
