"""Statements on each part against the evidence seen: differences and figures, by part."""

from collections.abc import Collection, Mapping

import polars as pl

from metrics.day_state import DayState
from metrics.memoize import memoize
from metrics.recommendations.measure_evidence import (
    NO_FIGURE,
    Verdict,
    differences_of_day,
    measures_of_parts,
)
from metrics.text_format import counted

# The words for each verdict after a count, the most telling verdict first.
FIGURE_WORDS = {
    Verdict.MISSED: "target missed",
    Verdict.MET: "target met",
    Verdict.WITHHELD: "withheld",
    Verdict.NO_TARGET: "shown with no target to meet",
    Verdict.NO_FIGURE: "without a figure yet",
}


@memoize
def differences_by_part(day_state: DayState) -> dict[str, list[str]]:
    """The differences on each part in words, by its ref; a part with none is left out."""
    found: dict[str, list[str]] = {}
    for ref, words in differences_of_day(day_state).select("ref", "difference").iter_rows():
        found.setdefault(ref, []).append(words)
    return found


@memoize
def figures_by_part(day_state: DayState) -> dict[str, dict[Verdict, int]]:
    """The number of measures of each part by verdict, those that tell most first, by its ref.

    A measure with no figure counts as such, whatever its target; one whose figure cannot be held
    against a target counts as one with none. A part of which nothing is measured is left out.
    """
    found: dict[str, dict[Verdict, int]] = {}
    measured = measures_of_parts(day_state).select("requirement", "said", "verdict")
    for part, said, verdict in measured.iter_rows():
        of_part = found.setdefault(part, dict.fromkeys(FIGURE_WORDS, 0))
        of_part[_as_told(said, Verdict(verdict))] += 1
    return {part: {each: n for each, n in counts.items() if n} for part, counts in found.items()}


def differ_text(parts: pl.DataFrame, differing: Collection[str]) -> str:
    """A sentence: for how many of ``parts`` evidence is seen, and on how many the two differ.

    ``differing``: the refs of parts with a difference.
    """
    of = counted(parts.height, "part")
    if parts.is_empty():
        return of
    seen = int(parts["evidence_seen"].sum())
    number = int(parts["ref"].is_in(list(differing)).sum())
    differ = f"; what is said and what is seen differ on {number}" if number else ""
    return f"{of}: evidence seen for {seen or 'none'}{differ}"


def figures_text(counts: Mapping[Verdict, int]) -> str:
    """The measures of a part by verdict in words, as ``figures_by_part`` counts them."""
    return ", ".join(f"{number} {FIGURE_WORDS[verdict]}" for verdict, number in counts.items())


def _as_told(said: str, verdict: Verdict) -> Verdict:
    if said == NO_FIGURE:
        return Verdict.NO_FIGURE
    return verdict if verdict in FIGURE_WORDS else Verdict.NO_TARGET
