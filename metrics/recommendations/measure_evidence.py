"""Compares the newest figures for each part with the positions of the bodies asked."""

from collections.abc import Collection, Mapping
from enum import StrEnum

import polars as pl

from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, as_counted
from metrics.memoize import memoize
from metrics.periods import Limits
from metrics.recommendations.positions import FORCE_SAYS
from metrics.text_format import counted

NO_FIGURE = "no figure yet"
NOTHING_MEASURED = "reported complete, nothing is measured of it"
TARGET_MISSED = "reported complete, target missed: {}"
DIFFERENCE = ("ref", "label", "short_title", "recommendation")


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
def not_borne_out(day_state: DayState) -> pl.DataFrame:
    """One row per part reported complete with a target missed, or without a measure."""
    return contradictions(day_state.parts, measures_of_parts(day_state))


@memoize
def differences_of_day(day_state: DayState) -> pl.DataFrame:
    """One row per part on which voices differ, or that is complete against its figures."""
    return pl.concat([day_state.facts.differences, not_borne_out(day_state)])


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


def contradictions(parts: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """Parts reported complete for which a measure misses its target, then those without a measure.

    ``evidence``: as ``evidence_of_parts`` returns it. Shape: one row per part and kind, as
    ``differences`` of ``metrics.recommendations.positions``: ref, label, short_title,
    recommendation, difference (in words).
    """
    complete = parts.filter("reported_complete")
    missed = (
        evidence.filter(pl.col("verdict") == Verdict.MISSED)
        .group_by("requirement", maintain_order=True)
        .agg(words=pl.format("{}, {}", "title", "said").str.join("; "))
    )
    misses = complete.join(missed, left_on="ref", right_on="requirement", maintain_order="left")
    unmeasured = complete.filter(~pl.col("ref").is_in(evidence["requirement"].implode()))
    return pl.concat(
        [
            misses.select(*DIFFERENCE, difference=pl.format(TARGET_MISSED, "words")),
            unmeasured.select(*DIFFERENCE, difference=pl.lit(NOTHING_MEASURED)),
        ]
    )


@memoize
def differences_text(differences: pl.DataFrame) -> str:
    """The number of differences, and of each kind that there is. Markdown.

    ``differences``: from ``differences_of_day``. Empty where there are none.
    """
    if differences.is_empty():
        return ""
    kinds = differences.group_by(_kind().alias("kind"), maintain_order=True).len()
    parts = differences["ref"].n_unique()
    of_each = ", ".join(f"**{number}** {kind}" for kind, number in kinds.iter_rows())
    return (
        f"**{counted(differences.height, 'difference')}** on {counted(parts, 'part')} between what "
        f"is said and what is seen: {of_each}."
    )


def no_differences_text(parts: pl.DataFrame) -> str:
    """The sentence in place of a list of differences: none differ, or nothing can yet.

    ``parts``: of the day, with the states that the force and the CPS recorded.
    """
    states = parts.select("force_state", "cps_state")
    if states.null_count().sum_horizontal().item() == 2 * parts.height:
        return "No position of the force or the CPS is recorded, so none can differ."
    return "No recorded positions differ on this day."


def _kind() -> pl.Expr:
    """The kind of a difference, without the words of its own part."""
    words = pl.col("difference")
    return (
        pl.when(words.str.starts_with(FORCE_SAYS))
        .then(pl.lit("where force and CPS differ"))
        .when(words.str.starts_with(TARGET_MISSED.format("")))
        .then(pl.lit("reported complete with a target missed"))
        .when(words == NOTHING_MEASURED)
        .then(pl.lit("reported complete with nothing measured"))
        .otherwise(words)
    )


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
