"""Figures about people as text, from released numbers alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.cases.case_figures import ProcessFigure
from metrics.finding import Finding
from metrics.measures.catalogue import MEASURES
from metrics.memoize import memoize
from metrics.releases.people import Counts, Median, PeopleSummary, ReleasedPeriod, Share, table_of
from metrics.releases.periods import span_text
from metrics.releases.rule import ENOUGH_FOR_A_SHARE, SMALLEST, STEP
from metrics.releases.tables import ALL, MEDIANS, listed
from metrics.text_format import NO_NUMBER, capitalised, exact_percentage, measured
from metrics.victims.notices import NoticeStatus

FEW = f"fewer than {SMALLEST}"
OPENING = (
    f"Behind each number is a person: counts are rounded to the nearest {STEP}; “{FEW}” may be "
    "none."
)
# Figures of some of the people of a table, and who the others are: named where they are many.
TOLD = ("told", (NoticeStatus.IN_TIME, NoticeStatus.LATE), " told")
LEFT_OUT: Mapping[str, tuple[str, Sequence[str], str]] = {
    "told_as_asked": TOLD,
    "right_explained": TOLD,
    "isva_present": TOLD,
    "support_end_evidenced": (table_of("support_end_stage_recorded"), (ALL,), ""),
    "days_to_tell": ("told", (ALL,), " not known to be told"),
}
MOST_LEFT_OUT = 0.1
TOGETHER = "all areas together"
NOT_RELEASED, TOO_FEW = "not released yet", "too few to release safely"
ROUNDED = (
    f"Counts of people are rounded to the nearest {STEP}, and those under {SMALLEST} are said as "
    f"“{FEW}”, so that nobody can be found in them; shares are worked out from the rounded counts, "
    f"out of {ENOUGH_FOR_A_SHARE} or more."
)
ONCE = (
    "Each quarter, and each year from April to March, is released once all its limits have passed, "
    "and then stands: what comes late counts in the year."
)
NONE_RELEASED = (
    "These figures count what officers and prosecutors recorded. They come from files of the "
    "force and the CPS, and are released a quarter at a time, once every time limit in it has "
    "passed: the page Data says what it takes."
)
TELLS_WHO_WAS_TOLD = "whether victims were told that nobody will be charged"
NO_YEAR = (
    "No year has been released by this day, so nothing can be shown of a single area. Areas are "
    "shown by whole years, April to March: choose all areas, or a later day."
)
BY_YEAR = "Areas are shown by whole years, April to March, since in a quarter most have too few."


def nothing_finding(tells: str, *, has_files: bool) -> Finding:
    """That no file came, or nothing is released yet; ``tells``: what it would say."""
    if has_files:
        return Finding(
            f"Nothing can be said here yet of {tells}",
            base="A quarter is released once its limits have passed; none has been by this day.",
        )
    return Finding(
        f"No file has come here that says {tells}",
        base="The page Data says what can be loaded, and from whom.",
    )


def why_not_shown(table: str, periods: Iterable[ReleasedPeriod]) -> str:
    """Why a table has no numbers in any of ``periods``: too few are counted, or none are yet."""
    return TOO_FEW if any(each.has_counted(table) for each in periods) else NOT_RELEASED


# Numbers as text


def number_text(number: int | None) -> str:
    """A released count for a table, such as "1,690" or "fewer than 5"."""
    return FEW if number is None else f"{number:,}"


def about_text(number: int | None) -> str:
    """A released count for a sentence, such as "about 1,690" or "fewer than 5"."""
    return FEW if number is None else f"about {number:,}"


def percentage_text(share: Share) -> str:
    """The share in whole per cent; where it has none, its counts."""
    return _percent(share) or share_text(share)


def share_text(share: Share) -> str:
    """The share for a table, such as "52% (780 of 1,500)", or its counts alone."""
    if share.of is None:
        return f"{FEW} in all"
    if share.is_nearly_all and share.of > SMALLEST:
        return f"all but {FEW} of {share.of:,}"
    counts = f"{number_text(share.met)} of {share.of:,}"
    return f"{percent} ({counts})" if (percent := _percent(share)) else counts


def about_share_text(share: Share) -> str:
    """The share for a sentence, such as "about 52%, some 780 of 1,500", or its counts alone."""
    if share.of is None:
        return f"{FEW} in all"
    if share.is_nearly_all and share.of > SMALLEST:
        return f"all but {FEW} of about {share.of:,}"
    if share.value is None or share.met is None:
        return f"{about_text(share.met)} of about {share.of:,}"
    return f"about {_percent(share)}, some {share.met:,} of {share.of:,}"


def _percent(share: Share) -> str:
    """The share in whole per cent; empty where it has none."""
    if share.value is None or share.met is None or share.of is None:
        return ""
    return exact_percentage(share.met, share.of)


def groups_of(counts: Counts) -> Mapping[str, int | None]:
    """The counts of a table without that of all its rows."""
    return {group: number for group, number in counts.items() if group != ALL}


@memoize
def median_text(summary: PeopleSummary, code: str) -> str:
    """A sentence on a median: its value, count, area and time, or that there is none."""
    title = capitalised(summary.measure(MEASURES[code]).title)
    of = summary.seen(table_of(code))
    if of is None or (median := of.median(code)) is None:
        return f"{title}: {why_not_shown(table_of(code), summary.periods)}."
    return f"{title} ({extent_text(of)}): {_length(code, median)}, of about {median.of:,}."


def _length(code: str, median: Median) -> str:
    return measured(median.value, MEASURES[code].unit.removesuffix("s"))


def measure_text(summary: PeopleSummary, code: str) -> str:
    """A sentence on a share: its area and time, and its value or why there is none."""
    title = capitalised(summary.measure(MEASURES[code]).title)
    of = summary.seen(table_of(code))
    share = of.share(code) if of else None
    if of is None or share is None:
        return f"{title}: {why_not_shown(table_of(code), summary.periods)}."
    return f"{title} ({extent_text(of)}): {about_share_text(share)}."


# Figures that open to their meaning


def share_figure(summary: PeopleSummary, code: str) -> ProcessFigure:
    """The share ``code`` as a percentage, with its counts; or its counts alone."""
    of, share = _seen_share(summary, code)
    if share is None:
        why = why_not_shown(table_of(code), summary.periods)
        return _figure(summary, summary, code, NO_NUMBER, why)
    others = left_out_text(of.chosen, of.area, code, share.of) if of.chosen else ""
    if share.value is None:
        note = share_text(share) if share.is_nearly_all else f"of {about_text(share.of)}"
        shown = FEW if share.met is None else f"{share.met:,}"
        said = f"{shown}: {note}" if share.is_nearly_all else about_share_text(share)
        return _figure(summary, of, code, shown, f"{note}{others}", f"{said}{others}")
    counts = f"about {share.met:,} of {share.of:,}{others}"
    return _figure(summary, of, code, percentage_text(share), counts)


def left_out_text(period: ReleasedPeriod, area: str | None, code: str, counted: int | None) -> str:
    """The number of people that a figure leaves out, where more than a tenth; else empty.

    ``counted``: those whom it is out of; null for fewer than 5.
    """
    table, groups, whose = LEFT_OUT.get(code, ("", (), ""))
    numbers = period.counts(table, area)
    if numbers is None or counted is None:
        return ""
    every = sum(numbers[group] or 0 for group in groups)
    others = every - counted
    return f"; {others:,} others{whose} are left out" if others > every * MOST_LEFT_OUT else ""


def dated_figure(summary: PeopleSummary, code: str) -> ProcessFigure:
    """``share_figure`` on a page of figures of other months: its note names its own."""
    figure = share_figure(summary, code)
    of, _ = _seen_share(summary, code)
    return replace(figure, note=f"{figure.note}; {months_text(of.chosen)}")


def _seen_share(summary: PeopleSummary, code: str) -> tuple[PeopleSummary, Share | None]:
    of = summary.seen(table_of(code))
    return (summary, None) if of is None else (of, of.share(code))


def _figure(
    summary: PeopleSummary, of: PeopleSummary, code: str, shown: str, note: str, said: str = ""
) -> ProcessFigure:
    where = f"; {extent_text(of)}" if of is not summary else ""
    when = where or f", {months_text(of.chosen)}"
    said = said or f"{shown}: {note}"
    measure = summary.measure(MEASURES[code])
    return ProcessFigure(measure, shown, f"{said}{when}", f"{note}{where}")


# Periods and areas


def months_text(period: ReleasedPeriod) -> str:
    """The months as text, such as "October 2020 to September 2021" or "January to March 2021"."""
    return span_text(period.first, period.months)


def extent_text(summary: PeopleSummary) -> str:
    """The area and months as text, such as "Devon alone, April 2020 to March 2021"."""
    whose = f"{summary.area} alone" if summary.area else TOGETHER
    return f"{whose}, {months_text(summary.chosen)}"


def coverage_text(summary: PeopleSummary) -> str:
    """The cases and months that the figures cover, in a sentence."""
    whose = f"{summary.area} alone" if summary.area else "all areas"
    return f"Cases of {whose}, {months_text(summary.chosen)}."


def rounding_text(series: pl.DataFrame) -> str:
    """How far the shares of ``series`` may be from the exact ones, in a sentence.

    ``series``: as ``PeopleSummary.series``. Empty without a share.
    """
    shown = series.drop_nulls("value")
    if shown.is_empty():
        return ""
    half = STEP // 2
    furthest = shown.select((100 * (half + half * pl.col("value")) / pl.col("of")).max()).item()
    points = max(1, round(furthest))
    return f"Rounding may move a share by {points} {'point' if points == 1 else 'points'}."


def areas_beside(summary: PeopleSummary, code: str) -> pl.DataFrame:
    """One row per area: area, met, of; null where there is no share. Cases of no area come last."""
    has_name = pl.when(pl.col(AREA) != NOT_RECORDED)
    return summary.areas(code).with_columns(has_name.then(AREA).alias(AREA))


def is_of_all_areas(code: str) -> bool:
    """Whether the figure ``code`` is released for all areas together only."""
    tables, sources = listed()
    return code not in MEDIANS and not tables[sources[code].table].by_area
