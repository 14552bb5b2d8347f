"""A year of random cases, few in each area and quarter, so that nearly every count is small.

Unlike the rows that hypothesis makes up, these are consistent: a victim who is told is told of a
decision, and support that ends was reported before.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from data_access import vocabulary as words
from metrics.cases.month_ends import month_end
from metrics.explore.run_query import Sources
from metrics.victims import period_counts
from metrics.victims.counted_period import Quarter, QuarterDays, Year
from metrics.victims.period_counts import count_row_sets, protect_all
from metrics.victims.victim_summary import VictimSummary
from tests.made_up_cases import STARTER_LIMITS
from tests.tally_builders import case_key, tally_frame
from tests.victim_stores import COUNTED_AT, rows_of_quarter, tables_of

BEGINS, DAYS = date(2021, 4, 1), 365
# The share of cases in each area; few have none.
AREAS = {"Cornwall": 0.3, "Devon": 0.4, "Plymouth": 0.26, None: 0.04}
CODES = ["1", "14", "15", "16", "16", "18"]
WAYS = ["telephone", "video", "letter by post"]
ASKED = [*WAYS, words.AskedMethod.NO_PREFERENCE.value]
ANSWERS = [True, True, False, None]
# The number of years cached for tests that follow each other.
YEARS_KEPT = 6
# Row sets that are protected quickly.
QUICK = ("outcomes", "review_steps", "review_requests")
Row = dict[str, Any]


class Chance:
    """Draws the details of a case at random."""

    def __init__(self, seed: int) -> None:
        self.draw = np.random.default_rng(seed)

    def of(self, values: Any) -> Any:
        """One of ``values``."""
        known = [*values]
        return known[self.draw.integers(len(known))]

    def often(self, share: float) -> bool:
        """Whether an event happens that has the probability ``share``."""
        return bool(self.draw.random() < share)

    def after(self, day: date, most: int) -> date:
        """A day up to ``most`` days after ``day``."""
        return day + timedelta(int(self.draw.integers(0, most + 1)))


def crowded(seed: int, cases: int, days: int = DAYS) -> dict[str, pl.DataFrame]:
    """The tables that victims are counted from, with ``cases`` cases of so many days."""
    # More draws, so that what is known of a case is the same without its work and its schemes.
    chance, of_work, of_schemes = (Chance(seed + more) for more in (0, 1_000_000, 2_000_000))
    made: dict[str, dict[str | None, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for number in range(cases):
        area = [*AREAS][chance.draw.choice(len(AREAS), p=[*AREAS.values()])]
        of_case = [*_rows_of_case(chance, days)]
        for table, row in (*of_case, *_work_of_case(of_work, of_case[0][1])):
            scheme = _of_scheme(of_schemes, table)
            made[table][area].append({"case_key": case_key(number), **row, **scheme})
    tables: dict[str, pl.DataFrame] = tables_of(
        **{
            table: [_in_area(table, area, rows) for area, rows in by_area.items()]
            for table, by_area in made.items()
        }
    )
    return tables


class Crowded(NamedTuple):
    """The counts of a random year, and the rows of each of its quarters."""

    summary: VictimSummary
    rows: list[dict[str, pl.DataFrame]]


@lru_cache(maxsize=YEARS_KEPT)
def crowded_year(seed: int, cases: int, kinds: tuple[str, ...]) -> Crowded:
    """The year of ``cases`` cases, for some row sets only."""
    return _counted(crowded(seed, cases), [*COUNTED_AT.items()], kinds)


def crowded_history(seed: int, cases: int, kinds: tuple[str, ...], quarters: int) -> Crowded:
    """So many quarters of ``cases`` cases in all, and the year to each, for some row sets only."""
    firsts = pl.date_range(BEGINS, date(2031, 1, 1), "1q", eager=True).to_list()[: quarters + 1]
    days = [(first, month_end(after)) for first, after in pairwise(firsts)]
    return _counted(crowded(seed, cases, (firsts[-1] - BEGINS).days), days, kinds)


def _counted(
    tables: dict[str, pl.DataFrame], days: list[QuarterDays], kinds: tuple[str, ...]
) -> Crowded:
    of = [period_counts.rows_of_quarter(tables, STARTER_LIMITS, *each) for each in days]
    of_kinds = [{kind: rows[kind] for kind in kinds} for rows in of]
    counted = protect_all(days, [count_row_sets(rows) for rows in of_kinds])
    quarters = tuple(each for each in counted if isinstance(each, Quarter))
    years = tuple(each for each in counted if isinstance(each, Year))
    spelt_out = [rows_of_quarter(tables, STARTER_LIMITS, *each, kinds=kinds) for each in days]
    return Crowded(VictimSummary(quarters, {}, rolling=years), spelt_out)


def sources_of(summary: VictimSummary) -> Sources:
    """The sources of results, with victims only."""
    return Sources(summary, _nothing, _nothing)


def _nothing(*_: object) -> Any:
    raise AssertionError("Of victims, only protected counts may be read.")


def _in_area(table: str, area: str | None, rows: list[Row]) -> pl.DataFrame:
    frame = tally_frame(table, *rows).drop("row", "area", strict=False)
    return frame.with_columns(area=pl.lit(area, pl.String))


def _rows_of_case(chance: Chance, days: int) -> Iterator[tuple[str, Row]]:
    reported_on = chance.after(BEGINS, days - 1)
    outcome_on = chance.after(reported_on, 90) if chance.often(0.7) else None
    yield (
        "investigation",
        {
            "reported_on": reported_on,
            "domestic_abuse": chance.of(ANSWERS),
            "outcome_on": outcome_on,
            "outcome_code": chance.of(CODES) if outcome_on else None,
            "race_asked": chance.of(words.AskedAs),
        },
    )
    if chance.often(0.6):
        offered_on = chance.after(reported_on, 20)
        accepted_on = chance.after(offered_on, 10) if chance.often(0.5) else None
        service = chance.of(words.Service)
        yield (
            "support_referral",
            {"service": service, "offered_on": offered_on, "accepted_on": accepted_on},
        )
    if chance.often(0.6):
        yield "support_end", _support_end(chance, reported_on)
    if outcome_on:
        yield "notice", _notice(chance, outcome_on)
        if chance.often(0.4):
            yield "review_request", _review(chance, outcome_on)


def _work_of_case(chance: Chance, investigation: Row) -> Iterator[tuple[str, Row]]:
    if chance.often(0.5):
        referred_on = chance.after(investigation["reported_on"], 60)
        decided_on = chance.after(referred_on, 40) if chance.often(0.8) else None
        yield (
            "referral",
            {
                "referred_on": referred_on,
                "decided_on": decided_on,
                "decision": chance.of(words.ReferralDecision) if decided_on else None,
                "meeting_on": chance.after(referred_on, 40) if chance.often(0.5) else None,
                "both_roles_met": chance.of(ANSWERS),
            },
        )
    if chance.often(0.6):
        yield (
            "early_advice",
            {
                "sought": False,
                "requested_on": None,
                "given_on": None,
                "not_sought_reason": chance.of(words.NotSoughtReason),
                "reason_on": investigation["reported_on"],
            },
        )


def _support_end(chance: Chance, reported_on: date) -> Row:
    ended_on = chance.after(reported_on, 60)
    return {
        "ended_on": ended_on,
        "stage": chance.of([*words.Stage, None]),
        "reason": chance.of(words.SupportEndReason),
        "evidenced": chance.of(ANSWERS),
        "resumed_on": chance.after(ended_on, 30) if chance.often(0.3) else None,
        "mg6dar": chance.of(ANSWERS),
    }


def _notice(chance: Chance, decided_on: date) -> Row:
    told_on = chance.after(decided_on, 25) if chance.often(0.8) else None
    return {
        "decided_by": chance.of(words.Side),
        "decided_on": decided_on,
        "told_on": told_on,
        "method": chance.of(WAYS) if told_on else None,
        "asked_method": chance.of(ASKED),
        "asked_recorded_on": decided_on if chance.often(0.8) else None,
        "isva_offered": chance.of(ANSWERS),
        "isva_present": chance.of(ANSWERS),
        "right_explained": chance.of(ANSWERS),
        "exempt_reason": chance.of(words.ExemptReason) if chance.often(0.1) else None,
    }


def _of_scheme(chance: Chance, table: str) -> Row:
    """What decides on the scheme of a review, or on its stage."""
    if table == "investigation":
        return {"suspect_interviewed": chance.of(ANSWERS)}
    if table == "review_request":
        return {"stage": chance.of([*words.ReviewStage, None])}
    return {}


def _review(chance: Chance, decided_on: date) -> Row:
    requested_on = chance.after(decided_on, 30)
    decided = chance.after(requested_on, 50) if chance.often(0.7) else None
    return {
        "scheme": chance.of(words.Side),
        "requested_on": requested_on,
        "acknowledged_on": chance.after(requested_on, 20) if chance.often(0.8) else None,
        "decided_on": decided,
        "result": chance.of(words.ReviewResult) if decided else None,
    }
