"""Recounts every quantity of cases from rows, in total or for one area.

The rules are those of ``oracles_process``, applied to one quantity instead of a whole page.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from statistics import median
from typing import Any, NamedTuple

from benchmarks.plan_queries import share_conditions, share_sql
from tests import oracles_process as slow
from tests.oracles_process import Period, Row, Rows
from tests.slow_calendar import working_days_between

TEN = 10
# The result for a quantity: met, of and the value.
Figures = tuple[int | None, int | None, float | None]
NOTHING_SAID = {
    "sought": "sought",
    "neither": "neither sought nor a reason recorded",
    "reason": "not sought, reason recorded",
    "other": "not sought, reason given as “other”",
}
SAMPLES = {
    "contact_details": "contact details in letters",
    "review_understood": "investigators who can explain the right to review",
    "support_meetings_attended": "SARC and ISVA meetings the CPS attended",
}
TRAINED = {
    "ssaidp_completed": "ssaidp_completed",
    "investigators_qualified": "qualified",
    "investigators_accredited": "accredited",
}


class Asked(NamedTuple):
    """Rows by table, of one area where one is asked for; the days and the limits, in days.

    ``newest_year``: the newest financial year of training that any area has sent.
    """

    rows: Mapping[str, Rows]
    period: Period
    day: date
    days: Mapping[str, int]
    graces: dict[int, int]
    newest_year: int | None


def recounted(code: str, dimensions: Sequence[str], asked: Asked) -> dict[tuple[str, ...], Figures]:
    """The result for a quantity by category of each dimension; one of no words without any."""
    if len(dimensions) > 1:
        one, other = (BY_ROW[each] for each in dimensions)
        rows = ROWS[code](asked)
        pairs = Counter((str(one(row, asked)), str(other(row, asked))) for row in rows)
        return {pair: (None, None, number) for pair, number in pairs.items()}
    if dimensions:
        words = BY_WORD[code, dimensions[0]](asked)
        return {(str(word),): (None, None, number) for word, number in words.items()}
    return {(): WHOLE[code](asked)}


def newest_year(years: Rows, day: date) -> int | None:
    """The newest financial year begun by ``day``."""
    return max((row["year"] for row in years if date(row["year"], 4, 1) <= day), default=None)


# Counts by one dimension


def periods_within(rows: Rows, when: str, asked: Asked) -> Rows:
    """Rows with a day in the period."""
    return [row for row in rows if slow.in_period(row[when], asked.period)]


def closed(asked: Asked) -> Rows:
    known = slow.known("case_plan", asked.rows["case_plan"], asked.day)
    return periods_within(known, "closed_on", asked)


def referred(asked: Asked) -> Rows:
    return slow.referred_in(asked.rows["referral"], asked.period, asked.day)


def raised(asked: Asked) -> Rows:
    return periods_within(every_escalation(asked), "raised_on", asked)


def every_escalation(asked: Asked) -> Rows:
    of_cases = asked.rows["case_escalation"]
    return slow.escalations(of_cases, asked.day)


def considered(asked: Asked) -> Counter[str]:
    rows = asked.rows
    return slow.considered(
        rows["investigation"], rows["referral"], rows["early_advice"], asked.period, asked.day
    )


def of_ten(found: float | None, of: int) -> Figures:
    """A median, with how many it is of; none, where they are few."""
    return None, of, (found if of >= TEN else None)


def closure_days(asked: Asked) -> tuple[int, int]:
    return asked.days["admin_finalise"], asked.days["admin_finalise_watch"]


def answers(rows: Rows, column: str) -> Counter[str]:
    said = {True: "yes", False: "no", None: "not recorded"}
    return Counter(said[row[column]] for row in rows)


BY_WORD: dict[tuple[str, str], Callable[[Asked], Mapping[Any, int | None]]] = {
    ("case_plans_open", "age"): lambda asked: slow.open_by_age(asked.rows["case_plan"], asked.day),
    ("case_plans_open", "must_act"): lambda asked: slow.open_by_side(
        asked.rows["case_plan"], asked.day
    ),
    ("case_plans_closed", "closed_reason"): lambda asked: Counter(
        plan["closed_reason"] or "not recorded" for plan in closed(asked)
    ),
    ("early_advice", "considered"): lambda asked: {
        word: considered(asked)[short] for short, word in NOTHING_SAID.items()
    },
    ("referrals", "decision"): lambda asked: Counter(
        row["decision"] or "not decided" for row in referred(asked)
    ),
    ("referrals", "file_accepted"): lambda asked: answers(referred(asked), "file_accepted"),
    ("referrals", "return_reason"): lambda asked: slow.returned_by_reason(
        asked.rows["referral"], asked.period, asked.day
    ),
    **{
        ("escalations", dimension): lambda asked, dimension=dimension: Counter(  # type: ignore[misc]
            row[dimension] for row in raised(asked)
        )
        for dimension in ("route", "rung", "side", "about", "outcome")
    },
}


# Counts by two dimensions of work


def still_open(asked: Asked) -> Rows:
    known = slow.known("case_plan", asked.rows["case_plan"], asked.day)
    return [row for row in known if slow.is_open(row)]


def of_the_row(name: str) -> Callable[[Row, Asked], Any]:
    return lambda row, _: row[name]


ROWS: dict[str, Callable[[Asked], Rows]] = {"case_plans_open": still_open, "escalations": raised}
BY_ROW: dict[str, Callable[[Row, Asked], Any]] = {
    "age": lambda row, asked: slow.age_band(row, asked.day),
    "must_act": lambda row, _: row["must_act"] or "not recorded",
    **{name: of_the_row(name) for name in ("route", "rung", "side", "about", "outcome")},
}


# Totals


def number(found: int) -> Figures:
    return None, None, found


def share(found: Row) -> Figures:
    return found["met"], found["of"], found["share"]


def near(asked: Asked) -> Figures:
    found = slow.near_closure(asked.rows["case_plan"], asked.day, *closure_days(asked))
    return None, found["of"], found["near"] + found["past"]


def in_target(asked: Asked) -> Figures:
    due = periods_within(asked.rows["case_plan"], "first_target_on", asked)
    return share(slow.answered_in_target(due, asked.day))


def finalised(asked: Asked) -> Figures:
    reasons = [plan["closed_reason"] for plan in closed(asked)]
    return None, len(reasons), reasons.count("admin finalised")


def first_events(asked: Asked) -> int:
    found = considered(asked)
    return sum(found[word] for word in NOTHING_SAID)


def either(asked: Asked) -> Figures:
    of = first_events(asked)
    return share(slow.shared(of - considered(asked)["neither"], of))


def advice(asked: Asked) -> Row:
    days = asked.days["early_advice"]
    return slow.advice_in_time(asked.rows["early_advice"], days, asked.period, asked.day)


def advised(asked: Asked) -> Figures:
    days = asked.days["admin_finalise_advice"], asked.days["admin_finalise_watch"]
    found = slow.advised_near_closure(asked.rows, asked.day, *days)
    return None, found["of"], found["near"] + found["past"]


def decided(asked: Asked) -> Figures:
    days = asked.days["cps_decision"]
    return share(slow.decided_in_time(asked.rows["referral"], days, asked.period, asked.day))


def days_with(side: str, asked: Asked) -> Figures:
    [found] = [
        row
        for row in slow.days_with(asked.rows["referral"], asked.period, asked.day)
        if row["side"] == side
    ]
    return of_ten(found["median"], found["files"])


def sampled(kind: str, asked: Asked) -> Figures:
    known = slow.known("dip_sample", asked.rows["dip_sample"], asked.day)
    rows = [row for row in periods_within(known, "sampled_on", asked) if row["kind"] == kind]
    passed, of = (sum(row[column] for row in rows) for column in ("passed", "sampled"))
    return share(slow.shared(passed, of))


def trained(column: str, asked: Asked) -> Figures:
    rows = [row for row in asked.rows["training_year"] if row["year"] == asked.newest_year]
    people, posts = ([row[name] for row in rows] for name in (column, "posts"))
    # The posts of all areas would be too large a denominator for the people of some.
    return None, None if None in people else added(posts), added(people)


def added(numbers: Iterable[int | None]) -> int | None:
    """The sum of the numbers sent; null where none was."""
    known = [each for each in numbers if each is not None]
    return sum(known) if known else None


def changed(asked: Asked) -> Figures:
    found = slow.escalation_figures(raised(asked), asked.day)
    return found["changed"], found["changed"] + found["unchanged"], found["share_changed"]


def days_to_resolve(asked: Asked) -> Figures:
    days = [
        working_days_between(row["raised_on"], row["resolved_on"])
        for row in raised(asked)
        if row["resolved_on"]
    ]
    return None, len(days), float(median(days)) if days else None


def rate(asked: Asked) -> Figures:
    met = len(raised(asked))
    of = len(referred(asked))
    return met, of, 100 * met / of if of else None


def past_point(asked: Asked) -> Figures:
    plans, escalated = asked.rows["case_plan"], asked.rows["case_escalation"]
    found = slow.plans_past_point(plans, escalated, asked.graces, asked.days["stale"], asked.day)
    return number(found.total())


def plans_open(asked: Asked) -> Figures:
    return number(slow.count_open(asked.rows["case_plan"], asked.day)[0])


def in_sql(code: str, asked: Asked) -> Figures:
    """A share of plans on a day, by the conditions that stand in the benchmark."""
    plans = [*map(in_text, asked.rows["case_plan"])]
    if not plans:
        return 0, 0, None
    headings = ", ".join(plans[0])
    places = ", ".join(f":{heading}" for heading in plans[0])
    with closing(sqlite3.connect(":memory:")) as store:
        store.execute(f"CREATE TABLE case_plan ({headings})")
        store.executemany(f"INSERT INTO case_plan VALUES ({places})", plans)
        met, of = (number or 0 for number in store.execute(share_sql(code, asked.day)).fetchone())
    return met, of, met / of if of else None


def in_text(row: Row) -> Row:
    """The row as a store has it: a day is a text."""
    return {name: str(value) if isinstance(value, date) else value for name, value in row.items()}


# What is counted over a period has a line of its own, although it has conditions in SQL too.
WHOLE: dict[str, Callable[[Asked], Figures]] = {
    **{code: partial(in_sql, code) for code in share_conditions(date.max)},
    "case_plans_closed": lambda asked: number(len(closed(asked))),
    "early_advice": lambda asked: number(first_events(asked)),
    "referrals": lambda asked: number(len(referred(asked))),
    "escalations": lambda asked: number(len(raised(asked))),
    "case_plans_open": plans_open,
    "case_plans_answered_in_target": in_target,
    "case_plans_near_closure": near,
    "case_plans_admin_finalised": finalised,
    "early_advice_considered": either,
    "early_advice_neither": lambda asked: (
        None,
        first_events(asked),
        considered(asked)["neither"],
    ),
    "early_advice_in_time": lambda asked: share(advice(asked)),
    "early_advice_days": lambda asked: of_ten(advice(asked)["median_days"], advice(asked)["given"]),
    "early_advice_near_closure": advised,
    "files_accepted": lambda asked: share(
        slow.files_accepted(asked.rows["referral"], asked.period, asked.day)
    ),
    "cps_decision_in_time": decided,
    "days_with_police": lambda asked: days_with("police", asked),
    "days_with_cps": lambda asked: days_with("cps", asked),
    "contact_details": lambda asked: sampled(SAMPLES["contact_details"], asked),
    "review_understood": lambda asked: sampled(SAMPLES["review_understood"], asked),
    "support_meetings_attended": lambda asked: sampled(SAMPLES["support_meetings_attended"], asked),
    "ssaidp_completed": lambda asked: trained(TRAINED["ssaidp_completed"], asked),
    "investigators_qualified": lambda asked: trained(TRAINED["investigators_qualified"], asked),
    "investigators_accredited": lambda asked: trained(TRAINED["investigators_accredited"], asked),
    "escalations_open": lambda asked: number(
        sum(row["resolved_on"] is None for row in every_escalation(asked))
    ),
    "escalations_changed": changed,
    "escalations_days": days_to_resolve,
    "escalation_rate": rate,
    "past_point_plans": past_point,
}
