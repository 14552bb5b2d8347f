"""Compares measures with positions a second time, slowly and row by row."""

from collections.abc import Iterator, Mapping

from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure
from tests.builders import Row
from tests.sentences import (
    COMPLETE_MISSED,
    COMPLETE_UNMEASURED,
    NO_FIGURE_YET,
    NONE_TO_COUNT,
    TARGET_NO_SHARE,
)

Rows = list[Row]


def evidenced(refs: list[str], values: Mapping[str, Row]) -> Rows:
    """For each part, each measure that names it, with its value, its target and the verdict."""
    return [
        {
            "requirement": ref,
            "code": code,
            "said": values[code]["said"] if code in values else "no figure yet",
            "target": measure.target,
            "verdict": verdict(measure, values.get(code)),
        }
        for ref in refs
        for code, measure in MEASURES.items()
        if ref in measure.evidence_for
    ]


def verdict(measure: Measure, value: Row | None) -> str:
    """Whether the value meets the target, in words."""
    if measure.target == "none set":
        return "no target is set"
    if measure.target_share is None:
        return TARGET_NO_SHARE
    if value is None:
        return NO_FIGURE_YET
    if value["is_of_few"]:
        return "cannot be said: too few"
    if value["of"] == 0:
        return NONE_TO_COUNT
    return "met" if value["met"] / value["of"] >= measure.target_share else "missed"


def against(parts: Rows, measured: Rows) -> list[tuple[str, str]]:
    """The ref and words of each part reported complete that the figures do not bear out."""
    complete = [part["ref"] for part in parts if part["reported_complete"]]
    return [*_missed(complete, measured), *_not_measured(complete, measured)]


def _missed(complete: list[str], measured: Rows) -> Iterator[tuple[str, str]]:
    for ref in complete:
        words = [
            f"{row['title']}, {row['said']}"
            for row in measured
            if row["requirement"] == ref and row["verdict"] == "missed"
        ]
        if words:
            yield ref, f"{COMPLETE_MISSED}: {'; '.join(words)}"


def _not_measured(complete: list[str], measured: Rows) -> Iterator[tuple[str, str]]:
    known = {row["requirement"] for row in measured}
    for ref in complete:
        if ref not in known:
            yield ref, COMPLETE_UNMEASURED
