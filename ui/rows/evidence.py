"""Rows of evidence, of figures that are owed, and of what was said in which words."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from metrics.frames import Row
from metrics.recommendations.positions import VOICES
from metrics.text_format import capitalised
from ui.elements.markdown import NOTHING, plain, quoted, short_names
from ui.rows.cell_format import TextRow, day_cell, link_cell, per_row, writer_cell


@per_row
def evidence_rows(row: Row, day: date) -> TextRow:
    """One row per piece of evidence: its source, its kind, and whether it is still in date."""
    return {
        "Ref.": row["ref"],
        "Evidence": link_cell(row["title"], row["link"]),
        "From": capitalised(VOICES[row["voice"]]),
        "Kind": row["kind"].replace("_", " "),
        "Strength": row["strength"] or "not stated",
        "Dated": day_cell(row["dated_on"]),
        "Valid until": _expiry(row["expires_on"], day),
        "Recorded": writer_cell(row),
    }


NO_CLAIMS = "No claim is without a figure on this day."


@per_row
def owed_rows(row: Row, labels: Mapping[str, str]) -> TextRow:
    """One row per figure that was claimed but not supplied."""
    return {
        "Ref.": row["ref"],
        "Part": labels.get(row["requirement"], NOTHING),
        "What was claimed": plain(row["title"]),
        "In these words": quoted(row["quote"]),
        "By": plain(short_names(row["lead"] or VOICES[row["claimed_by"]])),
        "Asked for": day_cell(row["asked_on"], "not yet requested"),
    }


def _expiry(expires_on: date | None, day: date) -> str:
    """The last day on which evidence is valid, marked if it has passed."""
    words = day_cell(expires_on)
    return f"**{words}: out of date**" if expires_on and expires_on < day else words


def quote_lines(rows: pl.DataFrame) -> list[str]:
    """The title of each row, with its quote and the quote's source."""
    return [
        f"**{row['ref']}, {plain(row['title'])}** ({row['stated_as'] or 'statement'}). "
        f"{quoted(row['quote'])} Section {row['quote_section']}, "
        f"paragraph {row['quote_paragraph']}."
        + (" **Claim without a figure.**" if row.get("figure_owed") else "")
        for row in rows.iter_rows(named=True)
    ]
