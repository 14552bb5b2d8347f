"""Sentences about notices of NFA decisions, and the bars of each quarter."""

from itertools import dropwhile, product

from data_access.vocabulary import AskedMethod, Method
from metrics.cases.aggregation import NOT_RECORDED
from metrics.memoize import memoize
from metrics.text_format import capitalised, listed, measured
from metrics.victims.categorical import BETWEEN
from metrics.victims.counted_period import CountedPeriod, Counts
from metrics.victims.notices import EXEMPT, NOT_TOLD, VERY_LATE, WITHIN, NoticeStatus
from metrics.victims.share_definitions import NOT_PASSED, PASSED
from metrics.victims.victim_figures import (
    SMALL,
    WITHHELD,
    extent_text,
    months_text,
    newest_shown_text,
    number_text,
    percentage,
    shown_pairs_text,
)
from metrics.victims.victim_summary import VictimSummary, total

# The groups of a bar from the bottom: victims not known to be told come first.
UNTOLD = "not yet told, or only sent by post"
# Both groups together: more than those with "no record" alone.
UNTOLD_GROUPS = "not recorded as told"
NOTICE_GROUPS = {
    NoticeStatus.NO_RECORD.value: (NoticeStatus.NO_RECORD,),
    UNTOLD: (NoticeStatus.NOT_YET, NoticeStatus.BY_POST),
    NoticeStatus.LATE.value: (NoticeStatus.LATE,),
    NoticeStatus.IN_TIME.value: (NoticeStatus.IN_TIME,),
}
BY_QUARTER = (
    "Decisions of all areas whose limit has passed, by the quarter, or the year, they were made in."
)
SHOWN_STATUSES = (*PASSED, NoticeStatus.EXEMPT)
WAYS = {
    Method.FACE_TO_FACE.value: "face to face",
    Method.VIDEO.value: "by video",
    Method.TELEPHONE.value: "by telephone",
    Method.LETTER_BY_HAND.value: "by letter handed over",
    Method.LETTER_BY_POST.value: "by letter in the post",
    Method.EMAIL.value: "by e-mail",
    NOT_RECORDED: "in a way not recorded",
}
WAYS_TITLE, HOW_LATE = "The way asked for, and the way used", "How late"
ASKED_FOR = tuple(way for way in AskedMethod if way != AskedMethod.NO_PREFERENCE)
# The number of pairs of ways that the headline names.
PAIRS_NAMED = 2
Bar = dict[str, int]


def told_text(summary: VictimSummary) -> str:
    """The number of victims told in time, late or not at all, and the total; Markdown."""
    told = summary.counts("decisions", "told")
    if not any(told[word] is not None for word in SHOWN_STATUSES):
        newest = newest_shown_text(summary, "told_in_time")
        return (
            "How many victims were told, late or not at all, is **withheld**. Told in time, newest "
            f"shown: **{newest}**."
        )
    passed = summary.share("told_in_time").of
    of = (
        "Of the decisions whose limit has passed (how many is **withheld**)"
        if passed is None
        else f"Of **{passed:,}** decisions whose limit has passed"
    )
    groups = ", ".join(f"{word.value} **{number_text(told[word])}**" for word in PASSED[:3])
    by_post, no_record = (number_text(told[word]) for word in PASSED[3:])
    return (
        f"{of}: {groups}, sent by post and not known to be told **{by_post}**, no record of "
        f"telling **{no_record}**. Exempt, and not among them: "
        f"**{number_text(told[NoticeStatus.EXEMPT])}**.{_not_at_issue(told)}"
    )


def how_fast_text(summary: VictimSummary) -> str:
    """The median time to tell a victim; empty if nobody was told; Markdown."""
    days, of = summary.median("days_to_tell")
    if of is None:
        return "How long telling took is **withheld**."
    if days is None:
        return ""
    return f"Half of those told were told within **{measured(round(days, 1), 'working day')}**."


def ways_text(summary: VictimSummary) -> str:
    """The ways in which victims of all areas were told or written to, most frequent first.

    Empty if nobody was.
    """
    everywhere = summary.of(None, summary.span)
    ways = {
        way: number
        for way, number in everywhere.counts("decisions", "method").items()
        if way not in (NOT_TOLD, EXEMPT) and number != 0
    }
    counts = {way: number for way, number in ways.items() if number is not None}
    shown = [f"{WAYS[way]} {counts[way]:,}" for way in sorted(counts, key=lambda way: -counts[way])]
    hidden = listed(WAYS[way] for way in ways if way not in counts)
    where = f" ({extent_text(everywhere)})" if summary.area else ""
    if not shown:
        return f"How many were told or written to{where} {hidden} is {SMALL}." if hidden else ""
    text = f"Told or written to{where}: {listed(shown)}."
    return f"{text} {capitalised(WITHHELD)}: how many {hidden}." if hidden else text


@memoize
def bars_by_period(summary: VictimSummary) -> list[tuple[CountedPeriod, Bar | None]]:
    """Every quarter with the counts of ``GROUPS``, from the first with any; or the year to each.

    ``summary`` is of all areas, since no area is counted by quarter. Nulls: there is no bar for a
    quarter whose shares are withheld, since a bar shows them.
    """
    periods = summary.steps(lambda each: bool(bar_of(summary, each)))
    bars = [(each, bar_of(summary, each)) for each in periods]
    return [*dropwhile(lambda each: each[1] is not None and not any(each[1].values()), bars)]


def bar_of(summary: VictimSummary, period: CountedPeriod) -> Bar | None:
    """The counts of ``GROUPS`` of all areas in a period; null where one is withheld."""
    [(_, told)] = summary.counts_of_each([period], "decisions", "told")
    is_withheld = summary.of(None, None).share_in("told_in_time", period).is_withheld
    return None if is_withheld else _bar(told)


def newest_bar_text(summary: VictimSummary) -> str:
    """The newest bar compared with the oldest: the headline of the chart."""
    bars = [(each, bar) for each, bar in bars_by_period(summary) if bar and sum(bar.values())]
    if not bars:
        return f"Victims told: {SMALL} throughout"
    period, newest = bars[-1]
    share, number = _untold(newest)
    text = f"{capitalised(months_text([period]))}: {share} of victims ({number}) {UNTOLD_GROUPS}"
    if len(bars) == 1:
        return text
    earliest, oldest = bars[0]
    share, number = _untold(oldest)
    return f"{text}; {share} ({number}) in {months_text([earliest])}"


def bars_text(summary: VictimSummary) -> str:
    """The text alternative of the chart."""
    bars = [f"{months_text([each])} {_bar_text(bar)}" for each, bar in bars_by_period(summary)]
    return f"Bars of decisions whose limit has passed: {'; '.join(bars)}."


def periods_without_bar_text(summary: VictimSummary) -> str:
    """The periods that are not drawn because they are withheld; empty for none."""
    bars = bars_by_period(summary)
    hidden = [months_text([each]) for each, bar in bars if bar is None]
    if hidden and len(hidden) == len(bars):
        return f"No chart of telling is drawn, since a number of each period is {WITHHELD}."
    return f"Not drawn, since a number in it is {WITHHELD}: {listed(hidden)}." if hidden else ""


def ways_headline_text(summary: VictimSummary) -> str:
    """The headline of pairs of a way asked for and a way used: the two most frequent ones.

    Only shown pairs of a way that was asked for are compared. A title alone where there is none.
    """
    pairs = summary.counts("decisions", "asked_and_used")
    of_ways = {pair: pairs[BETWEEN.join(pair)] for pair in product(ASKED_FOR, (*Method, NOT_TOLD))}
    shown = {pair: number for pair, number in of_ways.items() if number}
    if not shown:
        return WAYS_TITLE
    most = sorted(shown, key=lambda pair: -shown[pair])[:PAIRS_NAMED]
    of_those = "of those shown, " if None in of_ways.values() else ""
    named = listed(f"{_pair_text(*pair)} ({shown[pair]:,})" for pair in most)
    return f"{WAYS_TITLE}: {of_those}most often {named}"


def lateness_text(summary: VictimSummary) -> str:
    """The headline of the bands of lateness: how many were told within the limit, and very late."""
    bands = summary.counts("decisions", "lateness")
    shown = [f"{bands[word]:,} {word}" for word in (WITHIN, VERY_LATE) if bands[word] is not None]
    return f"{HOW_LATE}: {', '.join(shown)}" if shown else HOW_LATE


def pairs_text(summary: VictimSummary) -> str:
    """The number of pairs of a way asked for and a way used that can be shown; may be empty."""
    pairs = summary.counts("decisions", "asked_and_used")
    if not any(pairs.values()):
        return ""
    return f"{shown_pairs_text(pairs)} All areas together. Bold: told in the way asked for."


def _pair_text(asked: str, used: str) -> str:
    return f"{asked} as asked" if used == asked else f"{asked} asked for, {used}"


def _not_at_issue(told: Counts) -> str:
    """Decisions whose limit has not passed, and those without a limit; empty for none."""
    numbers = {
        "Limit not passed": total(told[word] for word in NOT_PASSED),
        "No limit in force": told[NoticeStatus.NO_LIMIT],
    }
    shown = {text: number for text, number in numbers.items() if number != 0}
    return "".join(f" {text}: **{number_text(number)}**." for text, number in shown.items())


def _bar(told: Counts) -> Bar | None:
    groups = {name: total(told[word] for word in words) for name, words in NOTICE_GROUPS.items()}
    shown = {name: number for name, number in groups.items() if number is not None}
    return shown if len(shown) == len(groups) else None


def _untold(bar: Bar) -> tuple[str, str]:
    """The share of the two lowest groups of a bar, and their number of all."""
    of = sum(bar.values())
    untold = bar[NoticeStatus.NO_RECORD] + bar[UNTOLD]
    return percentage(untold, of), f"{untold:,} of {of:,}"


def _bar_text(bar: Bar | None) -> str:
    if bar is None:
        return SMALL
    return ", ".join(f"{number:,} {name}" for name, number in bar.items())
