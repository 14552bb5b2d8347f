"""The public edition: every figure that may be said in public, which is every figure of a page.

No number is made for it: figures of people are those of releases, and work is counted as its pages
count it. A reader of both therefore has nothing to subtract.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from data_access.vocabulary import Voice
from metrics.cases.aggregation import NOT_RECORDED
from metrics.cases.case_summary import CaseSummary
from metrics.day_state import DayState
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, as_counted
from metrics.measures.work_counts import WorkCount, plan_counts, work_counts
from metrics.periods import Limits
from metrics.plan.action_lists import not_followed_up_text
from metrics.releases.people import Median, PeopleSummary, ReleasedPeriod, Share, table_of
from metrics.releases.periods import span_text
from metrics.releases.tables import MEDIANS, SHARES
from metrics.victims.share_definitions import MedianOf, SharedOf
from metrics.victims.victim_figures import left_out_text

OF_PEOPLE: Mapping[str, SharedOf | MedianOf] = {**SHARES, **MEDIANS}
# The voices of which one must have recorded something before "none" is a count.
RECORDED_BY = {
    "parts_reported_complete": {Voice.FORCE, Voice.CPS},
    "parts_evidence_seen": {Voice.OPCC},
    "parts_closed": {Voice.INSPECTORATE},
}


class EditionRow(NamedTuple):
    """A figure of one measure, area and time. ``area``: null for all areas together.

    ``as_at``: the day as at which it was counted. ``left_out``: whom it leaves out, where many.
    """

    measure: Measure
    area: str | None
    when: str
    as_at: date
    number: Share | Median | WorkCount
    left_out: str = ""


def edition(
    day_state: DayState,
    cases: CaseSummary | None,
    escalations: EscalationCounts | None,
    people: PeopleSummary | None,
    unavailable: Collection[str] = (),
) -> Sequence[EditionRow]:
    """Every figure that there is, in the order of the catalogue; those of areas come last.

    Figures of people are of the newest year, then of the newest quarter where that has them. The
    summaries are of all areas. ``unavailable``: the codes of measures that no file has brought.
    Nulls: ``cases`` and ``escalations`` before a month-end is closed, ``people`` before anything is
    released.
    """
    limits = day_state.limits
    work = {code: (limits, count) for code, count in plan_counts(day_state).items()}
    if cases and escalations:
        limits = escalations.day_state.limits
        counts = work_counts(cases, escalations)
        work |= {code: (limits, count) for code, count in counts.items()}
    left_out = {*unavailable, *_of_silence(day_state)}
    codes = [each for each in MEASURES if each not in left_out]
    untouched = {
        "past_point_actions": not_followed_up_text(day_state),
        "actions_stale": not_followed_up_text(day_state, dated_too=True),
    }
    rows: list[EditionRow] = []
    for code in codes:
        if code in work:
            limits, count = work[code]
            if _has_number(count):
                measure = as_counted(MEASURES[code], limits)
                others = untouched.get(code, "")
                rows.append(EditionRow(measure, None, count.when, count.as_at, count, others))
        elif people and code in OF_PEOPLE:
            seen = people.seen(table_of(code))
            year = [seen.chosen] if seen else []
            for period in dict.fromkeys((*year, *people.quarters[-1:])):
                rows += _of_period(people, period, code, None)
    return [*rows, *(_of_areas(people, codes) if people else ())]


def _of_silence(day_state: DayState) -> Iterator[str]:
    """The codes of measures that would count, as none, what nobody has recorded."""
    voices = {*day_state.tables["position"]["voice"]}
    yield from (code for code, speakers in RECORDED_BY.items() if not voices & speakers)
    if not day_state.actions["is_followed_up"].any():
        yield from ("actions_no_date", "actions_stale", "past_point_actions", "figures_owed")


def without_figure(rows: Sequence[EditionRow], limits: Limits) -> Sequence[Measure]:
    """The measures of which ``rows``, an edition, has no figure."""
    codes = {row.measure.code for row in rows}
    return [as_counted(each, limits) for code, each in MEASURES.items() if code not in codes]


def _of_areas(people: PeopleSummary, codes: Sequence[str]) -> Iterator[EditionRow]:
    for code in codes:
        if code in OF_PEOPLE and (year := people.year_of_areas(code)):
            for area in year.areas:
                # Cases with no area recorded are in no area's figures.
                if area != NOT_RECORDED:
                    yield from _of_period(people, year, code, area)


def _of_period(
    people: PeopleSummary, period: ReleasedPeriod, code: str, area: str | None
) -> Iterator[EditionRow]:
    number = period.median(code, area) if code in MEDIANS else period.share(code, area)
    if number is not None:
        counted_at = period.counted_at[OF_PEOPLE[code].row_set]
        when = span_text(period.first, period.months)
        others = left_out_text(period, area, code, number.of)
        yield EditionRow(people.measure(MEASURES[code]), area, when, counted_at, number, others)


def _has_number(count: WorkCount) -> bool:
    """Whether there is anything to count, and enough for a median."""
    return count.median is not None if count.met is None else count.of != 0
