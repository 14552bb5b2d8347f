"""Made-up rows of cases for hypothesis: a few cases in a few areas, and days that matter.

Days fall a day before, on and a day after the edges of the bands, limits and graces; every nullable
column is sometimes null. A row here need not be one that a file could contain: days may be in any
order.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from data_access import starter
from data_access import vocabulary as words
from metrics.periods import Limit, Period
from tests.builders import AS_AT, Row, frame
from tests.made_up import any_of, maybe
from tests.tally_builders import case_key, tally_frame

# AS_AT is a Monday: 7 days before it is 5 working days before, 14 are 10, 28 are 20, 42 are 30.
EDGES = (0, 7, 14, 21, 28, 30, 42, 56, 76, 90, 104)
DISTANCES = sorted({-edge + step for edge in EDGES for step in (-1, 0, 1)} | {-200, 15})
DAYS = st.sampled_from([AS_AT + timedelta(distance) for distance in DISTANCES])
PERIODS = st.builds(
    lambda one, other: Period(min(one, other), max(one, other)), DAYS, DAYS
) | st.just(Period(AS_AT - timedelta(60), AS_AT))
LIMITS = st.sampled_from([Limit(21, verified=True), Limit(28, verified=False)])
CASE_LIMITS = {
    "admin_finalise": Limit(90, verified=False),
    "admin_finalise_advice": Limit(30, verified=False),
    "admin_finalise_watch": Limit(14, verified=False),
    "early_advice": Limit(21, verified=True),
    "meeting_before_nfa": Limit(28, verified=False),
    "cps_decision": Limit(28, verified=True),
}
GRACE_DAYS = {1: 5, 2: 10, 3: 20, 4: 30}
ACTION_GRACE_DAYS = {1: 5, 2: 10, 3: 20}
GRACES = {
    rung: Limit(days, verified=False, day_type=words.DayType.WORKING)
    for rung, days in GRACE_DAYS.items()
}
AREAS = {1: "Devon", 2: "Cornwall", 3: "Devon", 4: None}
AREA_OF = {case_key(case): area for case, area in AREAS.items()}
CASES = st.sampled_from(list(AREAS))
MANY = 12


def rows(
    columns: dict[str, SearchStrategy[Any]], optional: dict[str, SearchStrategy[Any]]
) -> SearchStrategy[list[Row]]:
    """Rows of a few cases, numbered apart within a case; columns of ``optional`` may be null."""
    maybe_null = {name: maybe(values) for name, values in optional.items()}
    row = st.fixed_dictionaries(
        {"case": CASES, "number": st.integers(1, 3), **columns, **maybe_null}
    )
    return st.lists(row, max_size=MANY, unique_by=lambda each: (each["case"], each["number"]))


INVESTIGATIONS = st.lists(
    st.fixed_dictionaries(
        {
            "case": CASES,
            "reported_on": DAYS,
            "outcome_code": maybe(st.sampled_from(["1", "14", "15", "16", "18", "20"])),
            "outcome_on": maybe(DAYS),
            "domestic_abuse": maybe(st.booleans()),
            "suspect_interviewed": maybe(st.booleans()),
            "race_asked": any_of(words.AskedAs),
        }
    ),
    max_size=len(AREAS),
    unique_by=lambda each: each["case"],
)
REFERRALS = rows(
    {"referred_on": DAYS},
    {
        "decided_on": DAYS,
        "decision": any_of(words.ReferralDecision),
        "days_with_police": st.integers(0, 100),
        "days_with_cps": st.integers(0, 100),
        "meeting_on": DAYS,
        "both_roles_met": st.booleans(),
        "file_accepted": st.booleans(),
        "return_reason": any_of(words.ReturnReason),
    },
)
ADVICE = rows(
    {},
    {
        "sought": st.booleans(),
        "not_sought_reason": any_of(words.NotSoughtReason),
        "reason_on": DAYS,
        "requested_on": DAYS,
        "given_on": DAYS,
    },
)
PLANS = rows(
    {"issued_on": DAYS},
    {
        "first_target_on": DAYS,
        "target_on": DAYS,
        "review_on": DAYS,
        "must_act": any_of(words.Side),
        "answered_on": DAYS,
        "closed_on": DAYS,
        "closed_reason": any_of(words.PlanClosed),
        "victim_updated_on": DAYS,
    },
)
CASE_ESCALATIONS = rows(
    {
        "about": any_of(words.EscalationSubject),
        "about_number": st.integers(1, 3),
        "route": any_of(words.Route),
        "rung": st.integers(1, 4),
        "side": any_of(words.Side),
        "raised_on": DAYS,
        "outcome": any_of(words.EscalationOutcome),
    },
    {"respond_by_on": DAYS, "resolved_on": DAYS},
)
# Few ways and few days, so that some wishes are met, and some reviews match a decision.
WAYS = ["telephone", "video", "letter by post"]
NOTICE_DISTANCES = (-104, -93, -92, -91, -42, -14, -8, -7, -6, -1, 0, 1)
NOTICE_DAYS = st.sampled_from([AS_AT + timedelta(distance) for distance in NOTICE_DISTANCES])
NOTICES = rows(
    {"decided_by": any_of(words.Side), "decided_on": NOTICE_DAYS},
    {
        "told_on": NOTICE_DAYS,
        "sent_on": NOTICE_DAYS,
        "method": st.sampled_from(WAYS),
        "asked_method": st.sampled_from([*WAYS, words.AskedMethod.NO_PREFERENCE.value]),
        "asked_recorded_on": NOTICE_DAYS,
        "told_by": any_of(words.ToldBy),
        "isva_offered": st.booleans(),
        "isva_present": st.booleans(),
        "right_explained": st.booleans(),
        "exempt_reason": st.none() | any_of(words.ExemptReason),
        "enhanced": st.booleans(),
    },
)
SUPPORT_REFERRALS = rows(
    {"service": any_of(words.Service)}, {"offered_on": DAYS, "accepted_on": DAYS}
)
SUPPORT_ENDS = rows(
    {"ended_on": DAYS, "reason": any_of(words.SupportEndReason)},
    {
        "stage": any_of(words.Stage),
        "evidenced": st.booleans(),
        "resumed_on": DAYS,
        "mg6dar": st.booleans(),
    },
)
REVIEW_REQUESTS = rows(
    {"scheme": any_of(words.Side), "requested_on": NOTICE_DAYS},
    {
        "acknowledged_on": DAYS,
        "decided_on": DAYS,
        "result": any_of(words.ReviewResult),
        "stage": any_of(words.ReviewStage),
    },
)
# The tables that figures of victims are counted from.
OF_VICTIMS = {
    "investigation": INVESTIGATIONS,
    "referral": REFERRALS,
    "early_advice": ADVICE,
    "case_plan": PLANS,
    "notice": NOTICES,
    "support_referral": SUPPORT_REFERRALS,
    "support_end": SUPPORT_ENDS,
    "review_request": REVIEW_REQUESTS,
}
VICTIM_TABLES = st.fixed_dictionaries(OF_VICTIMS)
# Limits as in the starter content: code, days and how these are counted.
STARTER_LIMITS = frame(
    "time_limit",
    *(
        {
            "code": row["code"],
            "days": int(row["days"]),
            "day_type": row["day_type"],
            "effective_from": row["effective_from"],
        }
        for row in starter.read("time_limit").iter_rows(named=True)
    ),
)
# Limits that changed on a day, some of which ended.
CHANGED_ON = AS_AT - timedelta(30)
STARTER_DAYS: dict[str, int] = dict(STARTER_LIMITS.select("code", "days").iter_rows())
CHANGED_LIMITS = pl.concat(
    [
        STARTER_LIMITS.filter(pl.col("code") != "notice_nfa_enhanced"),
        STARTER_LIMITS.with_columns(
            pl.col("days") * 2,
            effective_from=pl.lit(CHANGED_ON),
            effective_to=pl.lit(AS_AT - timedelta(7)),
        ),
    ]
)
LIMITS_BY_DATE = st.sampled_from([STARTER_LIMITS, CHANGED_LIMITS, STARTER_LIMITS.clear()])


def case_frame(table: str, made: list[Row]) -> pl.DataFrame:
    """Rows of a table of cases as the store returns them, each with the area of its case."""
    without_area = tally_frame(table, *made).drop("row", "area", strict=False)
    area = pl.col("case_key").replace_strict(AREA_OF, default=None, return_dtype=pl.String)
    return without_area.with_columns(area=area)


def numbered(table: str, made: Iterable[Row]) -> pl.DataFrame:
    """The rows with a number each, unless it is given."""
    return case_frame(table, [{"number": place, **row} for place, row in enumerate(made, 1)])


def of_area(frame: pl.DataFrame, area: str | None) -> pl.DataFrame:
    """The rows of one area; those without an area where ``area`` is null."""
    return frame.filter(pl.col("area").eq_missing(pl.lit(area, pl.String)))
