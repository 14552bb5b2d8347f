"""Rows about measures, beside what is said of each part, and what measures mean."""

from collections.abc import Mapping

import polars as pl

from metrics.frames import Row
from metrics.measures.measure import Measure
from metrics.recommendations.measure_evidence import Verdict
from metrics.recommendations.positions import VOICES, state_word
from metrics.status_rules import ASKED_LOCALLY
from metrics.text_format import capitalised
from ui.elements.markdown import NOTHING, plain

NEWEST = "Newest figure"
# Marks a caveat about something that only the page of the measure shows.
OF_ITS_PAGE = "shown beside it"
NOT_MEASURED = "Nothing is measured of this part."


def meaning_of(measure: Measure) -> str:
    """The definition of a measure and its caveat, unless that is about its own page."""
    caveat = "" if OF_ITS_PAGE in measure.caveat else measure.caveat
    return plain(f"{measure.definition} {caveat}".strip())


def measured_rows(parts: pl.DataFrame, measured: pl.DataFrame) -> pl.DataFrame:
    """One row per part and measure: claim, newest figure, target, and whether it is met.

    A part without measures has one row that says so.
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
                "Said of it": _positions_text(row),
                "Measure": capitalised(row["title"]) if row["title"] else NOT_MEASURED,
                NEWEST: plain(row["said"]) or NOTHING,
                "Target": _target(row),
                "Met or missed": _verdict(row["verdict"]),
            }
            for row in of_parts.iter_rows(named=True)
        ]
    )


def newest_evidence_lines(parts: pl.DataFrame, ages: Mapping[str, str]) -> list[str]:
    """A sentence for each part, of the age of its newest evidence; ``ages``: by its ref."""
    return [
        f"{label}: the newest evidence seen is {ages[ref]}."
        if ref in ages
        else f"{label}: no evidence seen."
        for ref, label in parts.select("ref", "label").iter_rows()
    ]


def _positions_text(row: Row) -> str:
    positions = [
        f"{capitalised(VOICES[voice])}: {state_word(row[f'{voice}_state'], voice)}"
        for voice, is_asked in ASKED_LOCALLY.items()
        if row[is_asked]
    ]
    return "; ".join(positions) or "asked of another body"


def _target(row: Row) -> str:
    return plain(row["target"]) if row["target"] else NOTHING


def _verdict(verdict: str | None) -> str:
    if verdict is None or verdict == Verdict.NO_TARGET:
        return NOTHING
    return f"**{verdict}**" if verdict == Verdict.MISSED else verdict
