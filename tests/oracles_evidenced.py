"""Compares measures with positions a second time, slowly and row by row."""

from collections.abc import Mapping

from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure
from tests.builders import Row
from tests.sentences import NO_FIGURE_YET, NONE_TO_COUNT, TARGET_NO_SHARE

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


def missed(measured: Rows) -> dict[str, str]:
    """The words for the measures that miss their target, by the ref of their part."""
    found: dict[str, list[str]] = {}
    for row in measured:
        if row["verdict"] == "missed":
            found.setdefault(row["requirement"], []).append(f"{row['title']}, {row['said']}")
    return {ref: "; ".join(words) for ref, words in found.items()}
