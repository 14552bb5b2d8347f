"""Sentences about notices of NFA decisions, and the bars of each quarter or year."""

from collections.abc import Mapping, Sequence
from itertools import dropwhile
from typing import NamedTuple

from metrics.memoize import memoize
from metrics.releases.people import PeopleSummary, ReleasedPeriod, table_of, with_gaps
from metrics.releases.tables import ALL, NOT_KNOWN, TOLD_OR_NOT, WAYS_ASKED
from metrics.text_format import capitalised, listed, measured
from metrics.victims.notices import NoticeStatus
from metrics.victims.share_definitions import NOT_KNOWN_TOLD
from metrics.victims.victim_figures import (
    about_share_text,
    about_text,
    extent_text,
    measure_text,
    months_text,
    number_text,
    why_not_shown,
)

NOT_KNOWN_CODE, IN_TIME_CODE, MEDIAN_CODE = "not_known_to_be_told", "told_in_time", "days_to_tell"
TOLD_TABLE, LATENESS_TABLE = "told", "lateness"
BY_QUARTER = "Decisions of all areas, by the quarter or year they were made in."
WAYS_TITLE = "The way asked for, and the way used"
# By the name of its row, the table of the ways used where a way was asked for.
TABLES_OF_WAYS = {asked: f"way used where asked for: {asked}" for asked in WAYS_ASKED}
# The parts of those not known to be told, as a sentence names them.
PARTS = {
    NoticeStatus.NOT_YET: "not yet told",
    NoticeStatus.BY_POST: "only sent a letter by post",
    NoticeStatus.NO_RECORD: "no record of telling",
}


class Bar(NamedTuple):
    """The decisions of a period by group, from the bottom of the bar, and all of them.

    Nulls: fewer than 5.
    """

    groups: Mapping[str, int | None]
    of: int | None


def told_text(summary: PeopleSummary) -> str:
    """How many victims are not known to be told, in parts, and how many were told; Markdown."""
    of = summary.seen(table_of(NOT_KNOWN_CODE))
    share = of.share(NOT_KNOWN_CODE) if of else None
    if of is None or share is None:
        why = why_not_shown(table_of(NOT_KNOWN_CODE), summary.periods)
        return f"Victims not known to be told: {why}."
    untold = (
        f"Not known to be told{_where(of, summary)}: **{about_share_text(share)}** victims whose "
        "limit for telling has passed"
    )
    told, in_time = of.counts(TOLD_TABLE), of.share(IN_TIME_CODE)
    if told is None or in_time is None:
        return f"{untold}. {measure_text(summary, IN_TIME_CODE)}"
    parts = ", ".join(f"{PARTS[part]} {about_text(told[part])}" for part in NOT_KNOWN_TOLD)
    return (
        f"{untold} ({parts}). Told in time: **{about_share_text(in_time)}**; late: "
        f"**{about_text(told[NoticeStatus.LATE])}**.{_exempt_text(of)}"
    )


def how_fast_text(summary: PeopleSummary) -> str:
    """The median time to tell a victim, with whom it leaves out; empty if it is not released."""
    of = summary.seen(table_of(MEDIAN_CODE))
    median = of.median(MEDIAN_CODE) if of else None
    if of is None or median is None:
        return ""
    return (
        f"Of about {median.of:,} who were told{_where(of, summary)}, half were told within "
        f"{measured(median.value, 'working day')}; those not known to be told are not among them."
    )


@memoize
def bars_by_period(summary: PeopleSummary) -> Sequence[tuple[ReleasedPeriod, Bar | None]]:
    """Every quarter of all areas from the first with a bar, or every year where most have few.

    Nulls: there is no bar for a period whose tables are not released.
    """
    steps = summary.steps(IN_TIME_CODE)
    by_year = bool(steps) and steps[0].is_year
    periods = with_gaps(summary.years if by_year else summary.quarters)
    bars = [(each, bar_of(each)) for each in periods]
    return [*dropwhile(lambda each: each[1] is None, bars)]


def bar_of(period: ReleasedPeriod) -> Bar | None:
    """The decisions of all areas in a period; null where their tables are not released."""
    told, untold = period.counts(TOLD_TABLE, None), period.share(NOT_KNOWN_CODE, None)
    if told is None or untold is None:
        return None
    return Bar({group: told.get(group, untold.met) for group in TOLD_OR_NOT}, told[ALL])


def newest_bar_text(summary: PeopleSummary) -> str:
    """The newest bar, and the oldest where there are two: the headline of the chart."""
    drawn = [period for period, bar in bars_by_period(summary) if bar]
    if not drawn:
        return f"Victims told: {why_not_shown(TOLD_TABLE, summary.periods)}"
    newest, oldest = (_untold_text(drawn[place]) for place in (-1, 0))
    said = f"{oldest} first, {newest.removeprefix('about ')} last" if len(drawn) > 1 else newest
    return f"{capitalised(NOT_KNOWN)}: {said}"


def bars_text(summary: PeopleSummary) -> str:
    """The text alternative of the chart."""
    bars = [f"{months_text(each)} {_bar_text(each, bar)}" for each, bar in bars_by_period(summary)]
    return f"Bars of decisions whose limit has passed: {'; '.join(bars)}."


def periods_without_bar_text(summary: PeopleSummary) -> str:
    """The periods after the first bar that have none, each with the reason; empty for none."""
    without = [
        f"{months_text(each)} ({_why_no_bar(each)})"
        for each, bar in bars_by_period(summary)
        if bar is None
    ]
    return f"Not drawn: {listed(without)}." if without else ""


def ways_text(summary: PeopleSummary) -> str:
    """How many of those who asked for a way were told in it; empty where nothing is released."""
    of = summary.seen_together(TABLES_OF_WAYS.values())
    as_asked = [
        f"{asked} {about_text(counts[asked])} of {about_text(counts[ALL])}"
        for asked, table in TABLES_OF_WAYS.items()
        if (counts := of.counts(table))
    ]
    where = _where(of, summary)
    start = f"Told in the way asked for{where}, of all who asked for it, told or not"
    return f"{start}: {listed(as_asked)}." if as_asked else ""


def _where(of: PeopleSummary, summary: PeopleSummary) -> str:
    """The area and months of a figure, where they are not those of the page."""
    return "" if of is summary else f" ({extent_text(of)})"


def _exempt_text(of: PeopleSummary) -> str:
    share = of.share("exempt_from_telling")
    return f" Exempt, and not among them: {about_text(share.met)}." if share else ""


def _untold_text(period: ReleasedPeriod) -> str:
    share = period.share(NOT_KNOWN_CODE, None)
    assert share is not None
    return about_share_text(share) if share.value is None else f"about {share.value:.0%}"


def _bar_text(period: ReleasedPeriod, bar: Bar | None) -> str:
    if bar is None:
        return _why_no_bar(period)
    return ", ".join(f"{number_text(number)} {name}" for name, number in bar.groups.items())


def _why_no_bar(period: ReleasedPeriod) -> str:
    return why_not_shown(TOLD_TABLE, [period]) if period.counted_at else "not released"
