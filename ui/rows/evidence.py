"""Rows about what was said and what was seen."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from metrics.meetings.meeting_summary import VOICES
from metrics.text_format import capitalised
from ui.elements.markdown import NOTHING, plain, quoted, short_names
from ui.rows.cell_format import day_cell, linked, recorded


def evidence_rows(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    """A row a piece of evidence: from whom, of what kind, and whether it is still in date."""
    return pl.DataFrame(
        [
            {
                "Ref.": row["ref"],
                "Evidence": linked(row["title"], row["link"]),
                "From": capitalised(VOICES[row["voice"]]),
                "Kind": row["kind"].replace("_", " "),
                "Strength": row["strength"] or "not stated",
                "Dated": day_cell(row["dated_on"]),
                "Holds until": expiry(row["expires_on"], day),
                "Recorded": recorded(row),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def owed_rows(rows: pl.DataFrame, labels: Mapping[str, str]) -> pl.DataFrame:
    """A row a figure that was claimed in words and not supplied."""
    return pl.DataFrame(
        [
            {
                "Ref.": row["ref"],
                "Part": labels.get(row["requirement"], NOTHING),
                "What was claimed": plain(row["title"]),
                "In these words": quoted(row["quote"]),
                "By": plain(short_names(row["lead"] or VOICES[row["claimed_by"]])),
                "Asked for": day_cell(row["asked_on"], "never"),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def expiry(expires_on: date | None, day: date) -> str:
    """Until when evidence holds, marked where that day has passed."""
    words = day_cell(expires_on)
    return f"**{words}: out of date**" if expires_on and expires_on < day else words


def quote_lines(rows: pl.DataFrame) -> list[str]:
    """Each row's title with its quote and where the quote stands."""
    return [
        f"**{row['ref']}, {plain(row['title'])}** ({row['stated_as'] or 'statement'}). "
        f"{quoted(row['quote'])} Section {row['quote_section']}, "
        f"paragraph {row['quote_paragraph']}." + (" **Figure owed.**" if row["figure_owed"] else "")
        for row in rows.iter_rows(named=True)
    ]
