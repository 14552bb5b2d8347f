"""Rows about inspections, their clocks and sources, and the limits in use."""

import polars as pl

from metrics.day_state import DayState
from metrics.memoize import kept
from ui.elements.markdown import NOTHING, plain
from ui.rows.cell_format import day_cell


@kept
def clock_rows(day_state: DayState) -> pl.DataFrame:
    """A row an inspection: its dates as stated and as the law counts them, and its answer."""
    return pl.DataFrame(
        [
            {
                "Inspection": plain(row["short_title"]),
                "Published": day_cell(row["published_on"]),
                "Answer due, as stated": day_cell(row["response_due_stated_on"]),
                "Answer due, as the law counts": day_cell(row["response_due_computed_on"], NOTHING),
                "Answer": f"**{row['clock']}**",
            }
            for row in day_state.inspections.iter_rows(named=True)
        ]
    )


def source_rows(day_state: DayState) -> pl.DataFrame:
    """A row an inspection: who inspected, and where its content and dates were read."""
    return pl.DataFrame(
        [
            {
                "Inspection": plain(row["title"]),
                "By": plain(row["bodies"]),
                "Source": plain(row["source"]),
                "Verified": "yes" if row["verified"] else "**not verified**",
            }
            for row in day_state.inspections.iter_rows(named=True)
        ]
    )


def limit_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """A row a limit: how many days, of which kind, from where, and whether it is verified."""
    return pl.DataFrame(
        [
            {
                "Limit": plain(row["title"]),
                "Days": f"{row['days']} {row['day_type']}",
                "Source": plain(row["source"]),
                "Verified": "yes" if row["verified"] else "**not verified**",
            }
            for row in rows.sort("verified", maintain_order=True).iter_rows(named=True)
        ]
    )
