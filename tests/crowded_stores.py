"""Random cases, few in each area and quarter, so that nearly every count is small.

Unlike the rows that hypothesis makes up, these are consistent: a victim who is told is told of a
decision, and support that ends was reported before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from data_access import vocabulary as words
from metrics.releases.periods import due_periods
from metrics.releases.stored import MadeRelease, make_due
from metrics.victims.row_sets import ROW_SETS
from tests.made_up_cases import OF_VICTIMS, STARTER_LIMITS
from tests.tally_builders import case_key, tally_frame

BEGINS, DAYS = date(2021, 4, 1), 365
# The share of cases in each area; few have none.
AREAS = {"Cornwall": 0.3, "Devon": 0.4, "Plymouth": 0.26, None: 0.04}
CODES = ["1", "14", "15", "16", "16", "18", "20", "21", "22", "9", None]
WAYS = [*words.Method, "telephone", "telephone", None]
ASKED = [*words.AskedMethod, "telephone", "telephone", None]
ANSWERS = [True, True, False, None]
# Month-ends after the last case, so that all that is counted of it is released.
MONTHS_AFTER = 12
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
    return {
        table: pl.concat(
            [_in_area(table, area, rows) for area, rows in (made[table] or {None: []}).items()]
        )
        for table in OF_VICTIMS
    }


def closed_months(days: int = DAYS) -> pl.DataFrame:
    """The month-ends of so many days, and those until everything of them is released."""
    last = BEGINS + timedelta(days + 31 * MONTHS_AFTER)
    ends = pl.date_range(BEGINS, last, "1mo", eager=True).dt.month_end()
    return pl.DataFrame({"month_end": ends})


def releases_of(
    tables: dict[str, pl.DataFrame], days: int = DAYS, kinds: Collection[str] = tuple(ROW_SETS)
) -> list[MadeRelease]:
    """Every release of the cases of so many days, in the order in which they are made."""
    due = due_periods(closed_months(days), STARTER_LIMITS, date.max)
    of_cases = [each for each in due if each.first < BEGINS + timedelta(days)]
    return make_due(tables, STARTER_LIMITS, of_cases, {}, {}, kinds)


def _in_area(table: str, area: str | None, rows: list[Row]) -> pl.DataFrame:
    frame = tally_frame(table, *rows).drop("row", "area", strict=False)
    return frame.with_columns(area=pl.lit(area, pl.String))


def _rows_of_case(chance: Chance, days: int) -> Iterator[tuple[str, Row]]:
    reported_on = chance.after(BEGINS, days - 1)
    outcome_on = chance.after(reported_on, 90) if chance.often(0.7) else None
    yield (
        "investigation",
        {
            "reported_on": None if chance.often(0.02) else reported_on,
            "domestic_abuse": chance.of(ANSWERS),
            "outcome_on": outcome_on,
            "outcome_code": chance.of(CODES) if outcome_on else None,
            **{each.column: chance.of(words.AskedAs) for each in words.Characteristic},
        },
    )
    for service in words.Service:
        if chance.often(0.4):
            offered_on = chance.after(reported_on, 20)
            accepted_on = chance.after(offered_on, 10) if chance.often(0.5) else None
            yield (
                "support_referral",
                {"service": service, "offered_on": offered_on, "accepted_on": accepted_on},
            )
    if chance.often(0.6):
        yield "support_end", _support_end(chance, reported_on)
    if outcome_on:
        if chance.often(0.95):
            yield "notice", _notice(chance, outcome_on)
        if chance.often(0.4):
            yield "review_request", _review(chance, outcome_on)


def _work_of_case(chance: Chance, investigation: Row) -> Iterator[tuple[str, Row]]:
    reported_on = investigation["reported_on"] or BEGINS
    if chance.often(0.5):
        referred_on = chance.after(reported_on, 60)
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
                "reason_on": reported_on,
            },
        )
    if chance.often(0.4):
        issued_on = chance.after(reported_on, 30)
        target_on = chance.after(issued_on, 40)
        yield (
            "case_plan",
            {
                "issued_on": issued_on,
                "first_target_on": target_on,
                "closed_on": chance.after(target_on, 60),
                "closed_reason": chance.of(words.PlanClosed),
                "victim_updated_on": chance.after(issued_on, 90) if chance.often(0.7) else None,
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
    told_on = chance.after(decided_on, chance.of((8, 8, 25, 60))) if chance.often(0.8) else None
    sent_on = chance.after(decided_on, 25) if not told_on and chance.often(0.5) else None
    recorded_on = chance.after(decided_on, chance.of((0, 0, 0, 60)))
    return {
        "decided_by": chance.of(words.Side),
        "decided_on": decided_on,
        "told_on": told_on,
        "sent_on": sent_on,
        "told_by": chance.of([*words.ToldBy, None]) if told_on or sent_on else None,
        "method": chance.of(WAYS) if told_on or sent_on else None,
        "asked_method": chance.of(ASKED),
        "asked_recorded_on": recorded_on if chance.often(0.8) else None,
        "isva_offered": chance.of(ANSWERS),
        "isva_present": chance.of(ANSWERS) if told_on or sent_on else None,
        "right_explained": chance.of(ANSWERS) if told_on or sent_on else None,
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
        "result": chance.of([*words.ReviewResult, None]) if decided else None,
    }
