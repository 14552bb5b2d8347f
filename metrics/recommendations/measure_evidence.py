"""Compares the newest figures for each part with the positions of the bodies asked."""

from collections.abc import Mapping
from enum import StrEnum

import polars as pl

from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, as_counted
from metrics.memoize import memoize
from metrics.periods import Limits
from metrics.status_rules import Difference, differences
from metrics.text_format import counted, listed

NO_FIGURE = "no figure yet"


class Verdict(StrEnum):
    """Whether a measure meets its target."""

    MISSED = "missed"
    MET = "met"
    TOO_FEW = "cannot be said: too few"
    NONE_TO_COUNT = "cannot be said: none to count"
    NO_FIGURE = "cannot be said: no figure yet"
    NOT_A_SHARE = "cannot be said: the target is not a share"
    NO_TARGET = "no target is set"


@memoize
def measures_of_parts(day_state: DayState) -> pl.DataFrame:
    """One row per part and measure that is evidence for it. Shape: as ``evidence_of_parts``."""
    return evidence_of_parts(day_state.tables["requirement"], day_state.values(), day_state.limits)


@memoize
def differences_of_day(day_state: DayState) -> pl.DataFrame:
    """One row per difference on a part. Shape: as ``differences`` of ``metrics.status_rules``."""
    missed = (
        measures_of_parts(day_state)
        .filter(pl.col("verdict") == Verdict.MISSED)
        .group_by("requirement", maintain_order=True)
        .agg(words=pl.format("{}, {}", "title", "said").str.join("; "))
    )
    return differences(day_state.parts, missed)


def evidence_of_parts(
    requirements: pl.DataFrame, values: pl.DataFrame, limits: Limits
) -> pl.DataFrame:
    """One row per part and measure that is evidence for it, with the measure's newest value.

    ``values``: as ``newest_values`` gives them. A part without a measure has no row. Shape:
    requirement, code, title, said, target, verdict; by part, and within a part by the order of the
    catalogue.
    """
    of_measures = _links(limits).join(
        values, on="code", how="left", suffix="_then", maintain_order="left"
    )
    return (
        requirements.select(requirement="ref")
        .join(of_measures, on="requirement", maintain_order="left_right")
        .select(
            "requirement",
            "code",
            # The title of a value names the limit it was counted with, which may have changed
            # since.
            title=pl.coalesce("title_then", "title"),
            said=pl.col("said").fill_null(NO_FIGURE),
            target="target",
            verdict=_verdict(),
        )
    )


@memoize
def differences_text(found: pl.DataFrame) -> str:
    """The number of parts with each kind of difference that there is. Markdown.

    ``found``: from ``differences_of_day``. Empty where there are none.
    """
    if found.is_empty():
        return ""
    kinds = found.group_by("kind", maintain_order=True).agg(pl.col("ref").n_unique())
    of_each = listed(f"**{counted(number, 'part')}** {kind}" for kind, number in kinds.iter_rows())
    return f"What is recorded contradicts itself on {of_each}."


def no_differences_text(parts: pl.DataFrame) -> str:
    """The sentence in place of a list of differences: none differ, or nothing can yet.

    ``parts``: of the day, with the states that the force and the CPS recorded.
    """
    states = parts.select("force_state", "cps_state")
    if states.null_count().sum_horizontal().item() == 2 * parts.height:
        return "No position of the force or the CPS is recorded, so none can differ."
    return "No recorded positions differ on this day."


def _links(limits: Limits) -> pl.DataFrame:
    """One row per measure and part that it is evidence for."""
    rows = [
        (requirement, code, as_counted(measure, limits).title, measure.target, measure.target_share)
        for code, measure in MEASURES.items()
        for requirement in measure.evidence_for
    ]
    schema = {
        "requirement": pl.String,
        "code": pl.String,
        "title": pl.String,
        "target": pl.String,
        "target_share": pl.Float64,
    }
    return pl.DataFrame(rows, schema, orient="row")


def _verdict() -> pl.Expr:
    """The first verdict that applies; a share equal to its target meets it."""
    share, has_target = pl.col("target_share"), pl.col("target") != Measure.target
    return (
        pl.when(share.is_null() & ~has_target)
        .then(pl.lit(Verdict.NO_TARGET))
        .when(share.is_null())
        .then(pl.lit(Verdict.NOT_A_SHARE))
        .when(pl.col("said").is_null())
        .then(pl.lit(Verdict.NO_FIGURE))
        .when("is_of_few")
        .then(pl.lit(Verdict.TOO_FEW))
        .when(pl.col("of") == 0)
        .then(pl.lit(Verdict.NONE_TO_COUNT))
        .when(pl.col("met") >= share * pl.col("of"))
        .then(pl.lit(Verdict.MET))
        .otherwise(pl.lit(Verdict.MISSED))
    )


# The words for each verdict after a count, the most telling verdict first.
FIGURE_WORDS = {
    Verdict.MISSED: "target missed",
    Verdict.MET: "target met",
    Verdict.TOO_FEW: "of too few to say",
    Verdict.NO_TARGET: "shown with no target to meet",
    Verdict.NO_FIGURE: "without a figure yet",
}


@memoize
def differences_by_part(day_state: DayState) -> dict[str, list[tuple[Difference, str]]]:
    """The differences on each part, by kind and in words, by its ref; without parts of none."""
    found: dict[str, list[tuple[Difference, str]]] = {}
    rows = differences_of_day(day_state).select("ref", "kind", "difference")
    for ref, kind, words in rows.iter_rows():
        found.setdefault(ref, []).append((Difference(kind), words))
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


def seen_text_of(parts: pl.DataFrame) -> str:
    """A sentence: for how many of ``parts`` evidence is seen."""
    of = counted(parts.height, "part")
    if parts.is_empty():
        return of
    seen = int(parts["evidence_seen"].sum())
    return f"{of}: evidence seen for {seen}" if seen else f"{of}: no evidence seen here yet"


def figures_text(counts: Mapping[Verdict, int]) -> str:
    """The measures of a part by verdict in words, as ``figures_by_part`` counts them."""
    return ", ".join(f"{number} {FIGURE_WORDS[verdict]}" for verdict, number in counts.items())


def _as_told(said: str, verdict: Verdict) -> Verdict:
    if said == NO_FIGURE:
        return Verdict.NO_FIGURE
    return verdict if verdict in FIGURE_WORDS else Verdict.NO_TARGET
