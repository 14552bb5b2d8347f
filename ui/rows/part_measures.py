"""Rows about what is measured of a part, beside what is said of it."""

import polars as pl

from data_access.vocabulary import Voice
from metrics.cases.case_tables import WITHHELD
from metrics.disclosure import CONFIDENTIAL
from metrics.meetings.meeting_summary import state_word
from metrics.recommendations.measure_evidence import Verdict
from metrics.text_format import capitalised
from ui.elements.markdown import NOTHING, plain
from ui.rows.cell_format import Row

NEWEST = "Newest figure"
NOT_MEASURED = "Nothing is measured of this part."
SPEAKERS = {Voice.FORCE: "for_force", Voice.CPS: "for_cps"}
NAMES = {Voice.FORCE: "Force", Voice.CPS: "CPS"}


def measured_rows(parts: pl.DataFrame, measured: pl.DataFrame) -> pl.DataFrame:
    """A row a part and measure: what is said, the newest figure, the target, whether it is met.

    A part of which nothing is measured has a row that says so.
    """
    of_parts = parts.join(
        measured,
        left_on="ref",
        right_on="requirement",
        how="left",
        maintain_order="left_right",
    )
    return pl.DataFrame(
        [
            {
                "Part": row["label"],
                "Said of it": _said(row),
                "Measure": capitalised(row["title"]) if row["title"] else NOT_MEASURED,
                NEWEST: plain(row["said"]) or NOTHING,
                "Target": _target(row),
                "Met or missed": _verdict(row["verdict"]),
            }
            for row in of_parts.iter_rows(named=True)
        ]
    )


def taken_away(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows for a file, in which what is withheld bears its mark."""
    return rows.with_columns(pl.col(NEWEST).replace(plain(WITHHELD), CONFIDENTIAL))


def _said(row: Row) -> str:
    said = [
        f"{NAMES[voice]}: {state_word(row[f'{voice}_state'], voice)}"
        for voice, is_asked in SPEAKERS.items()
        if row[is_asked]
    ]
    return "; ".join(said) or "asked of another body"


def _target(row: Row) -> str:
    return plain(row["target"]) if row["target"] else NOTHING


def _verdict(verdict: str | None) -> str:
    if verdict is None or verdict == Verdict.NO_TARGET:
        return NOTHING
    return f"**{verdict}**" if verdict == Verdict.MISSED else verdict
