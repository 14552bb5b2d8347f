"""Every rule across the columns of a row is broken by its own breach, and by nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
import pytest

from data_access.intake.table_specs import ColumnKind, table_specs
from data_access.intake.validation.case_rules import (
    AHEAD,
    EARLIEST,
    NOT_BEFORE_REPORT,
    RULES,
    before_report_errors,
    rule_errors,
)
from data_access.tables import TALLY_NAMES
from tests.builders import Row
from tests.tally_builders import SCHEMAS, VALID, case_key, tally_frame

RECEIVED = date(2022, 2, 28)
DAY = date(2021, 11, 10)
BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)
BY_POST = "letter by post"
PLAN = {"issued_on": DAY}
ESCALATION = {"raised_on": DAY}
NOTICE = {"decided_on": DAY}


@dataclass(frozen=True)
class Case:
    """One rule: a row that breaks it, the column said to, and rows beside it that do not."""

    table: str
    column: str
    rule: str
    broken: Row
    kept: tuple[Row, ...]


def order(table: str, later: str, earlier: str, rule: str, **others: object) -> Case:
    """A day before another; the same day, a later one and none are in order."""
    kept = tuple({earlier: DAY, later: day, **others} for day in (DAY, AFTER))
    alone = () if earlier in VALID[table] else ({earlier: None, later: BEFORE, **others},)
    return Case(table, later, rule, {earlier: DAY, later: BEFORE, **others}, (*kept, *alone))


CASES = (
    order(
        "investigation", "outcome_on", "reported_on", "outcome before the report", outcome_code="16"
    ),
    Case(
        "investigation",
        "outcome_on",
        "a day of an outcome without its code",
        {"outcome_on": DAY},
        ({"outcome_on": DAY, "outcome_code": "18"}, {"outcome_code": "18"}, {}),
    ),
    order("referral", "decided_on", "referred_on", "decided before it was referred"),
    Case(
        "referral",
        "decision",
        "a decision without its day",
        {"decision": "charge"},
        ({"decision": "charge", "decided_on": DAY}, {"decided_on": DAY}),
    ),
    Case(
        "referral",
        "return_reason",
        "a reason for return of an accepted file",
        {"return_reason": "disclosure", "file_accepted": True},
        (
            {"return_reason": "disclosure", "file_accepted": False},
            {"return_reason": "disclosure"},
            {"file_accepted": True},
        ),
    ),
    Case(
        "early_advice",
        "not_sought_reason",
        "sought, and a reason why not",
        {"not_sought_reason": "other", "sought": True},
        (
            {"not_sought_reason": "other", "sought": False, "requested_on": None},
            {"not_sought_reason": "other", "sought": None},
            {"sought": True},
        ),
    ),
    Case(
        "early_advice",
        "requested_on",
        "not sought, and a day it was asked for",
        {"requested_on": DAY, "sought": False},
        (
            {"requested_on": DAY, "sought": None},
            {"requested_on": None, "sought": False},
            {"requested_on": DAY, "sought": True},
        ),
    ),
    order("early_advice", "given_on", "requested_on", "given before it was asked for"),
    Case(
        "early_advice",
        "given_on",
        "not sought, and a day it was given",
        {"sought": False, "requested_on": None, "given_on": DAY},
        ({"sought": True, "given_on": DAY}, {"sought": None, "given_on": DAY}),
    ),
    Case(
        "case_plan",
        "closed_reason",
        "a reason for closing without its day",
        {"closed_reason": "decided", **PLAN},
        ({"closed_reason": "decided", "closed_on": DAY, **PLAN}, {"closed_on": DAY, **PLAN}),
    ),
    Case(
        "support_referral",
        "accepted_on",
        "accepted without an offer",
        {"offered_on": None, "accepted_on": DAY},
        ({"offered_on": DAY, "accepted_on": DAY}, {"offered_on": DAY}),
    ),
    order("case_plan", "first_target_on", "issued_on", "a target before the plan was issued"),
    order("case_plan", "target_on", "issued_on", "a target before the plan was issued"),
    order("case_plan", "answered_on", "issued_on", "answered before it was issued"),
    order("case_plan", "closed_on", "issued_on", "closed before it was issued"),
    Case(
        "case_plan",
        "answered_on",
        "closed as answered without the day",
        {"closed_reason": "answered", "closed_on": DAY, **PLAN},
        (
            {"closed_reason": "answered", "closed_on": DAY, "answered_on": DAY, **PLAN},
            {"closed_reason": "admin finalised", "closed_on": DAY, **PLAN},
            PLAN,
        ),
    ),
    order(
        "case_escalation",
        "resolved_on",
        "raised_on",
        "resolved before it was raised",
        outcome="changed",
    ),
    order("case_escalation", "respond_by_on", "raised_on", "an answer due before it was raised"),
    Case(
        "case_escalation",
        "rung",
        "no such level",
        {"rung": 5},
        tuple({"rung": rung} for rung in (1, 2, 3, 4, None)),
    ),
    Case(
        "case_escalation",
        "outcome",
        "resolved without a result, or a result without its day",
        {"outcome": "open", "resolved_on": DAY, **ESCALATION},
        (
            {"outcome": "open", **ESCALATION},
            {"outcome": "changed", "resolved_on": DAY, **ESCALATION},
            {"outcome": None, "resolved_on": DAY, **ESCALATION},
        ),
    ),
    order("notice", "told_on", "decided_on", "told before it was decided", method="video"),
    order("notice", "sent_on", "decided_on", "sent before it was decided", method=BY_POST),
    Case(
        "notice",
        "told_on",
        "told by a letter by post",
        {"told_on": DAY, "method": BY_POST, **NOTICE},
        (
            {"told_on": DAY, "method": "letter by hand", **NOTICE},
            {"sent_on": DAY, "method": BY_POST, **NOTICE},
            {"told_on": DAY, **NOTICE},
        ),
    ),
    Case(
        "notice",
        "sent_on",
        "a day of posting, and told another way",
        {"sent_on": DAY, "method": "video", **NOTICE},
        (
            {"sent_on": DAY, "method": BY_POST, **NOTICE},
            {"sent_on": DAY, **NOTICE},
            {"told_on": DAY, "method": "video", **NOTICE},
        ),
    ),
    Case(
        "notice",
        "method",
        "a way of telling without its day",
        {"method": "video", **NOTICE},
        ({"method": "video", "told_on": DAY, **NOTICE}, NOTICE),
    ),
    Case(
        "notice",
        "asked_recorded_on",
        "a day of asking without the way",
        {"asked_recorded_on": DAY},
        ({"asked_recorded_on": DAY, "asked_method": "no preference"}, {"asked_method": "video"}),
    ),
    order("support_referral", "accepted_on", "offered_on", "accepted before it was offered"),
    order("support_end", "resumed_on", "ended_on", "resumed before it ended"),
    order("review_request", "acknowledged_on", "requested_on", "acknowledged before asked for"),
    order("review_request", "decided_on", "requested_on", "decided before it was asked for"),
    Case(
        "review_request",
        "result",
        "a result without its day",
        {"result": "overturned"},
        ({"result": "overturned", "decided_on": "2021-12-10"}, {"decided_on": "2021-12-10"}),
    ),
    Case(
        "review_request",
        "stage",
        "a stage of the CPS scheme in a police review",
        {"scheme": "police", "stage": "local resolution"},
        ({"scheme": "cps", "stage": "independent review"}, {"scheme": "police"}),
    ),
    Case(
        "dip_sample",
        "passed",
        "more found than looked at",
        {"sampled": 20, "passed": 21},
        tuple(
            {"sampled": sampled, "passed": passed}
            for sampled, passed in ((20, 20), (0, 0), (None, 21), (20, None))
        ),
    ),
)


def heading(table: str, name: str) -> str:
    return next(each.heading for each in table_specs()[table].template if each.name == name)


def broken(table: str, *rows: Row, on: date = RECEIVED) -> list[tuple[object, ...]]:
    """Row, column and rule of each fault."""
    found = rule_errors(tally_frame(table, *rows), table_specs()[table], on)
    return found.select("row", "column", "rule").rows()


def days_of(table: str) -> list[str]:
    return [each.name for each in table_specs()[table].template if each.kind == ColumnKind.DATE]


EVERY_DAY = [(table, day) for table in TALLY_NAMES for day in days_of(table)]


def plain(table: str, day: str, on: date) -> Row:
    """A row of which ``day``, and every day that must be there, is ``on``."""
    return {name: on for name in days_of(table) if name in VALID[table]} | {day: on}


def test_every_rule_has_a_case_here():
    assert [(case.table, case.column, case.rule) for case in CASES] == [
        (rule.table, rule.column, rule.rule) for rule in RULES
    ]


def test_a_valid_row_of_each_table_breaks_nothing():
    assert [(table, broken(table, {})) for table in TALLY_NAMES if broken(table, {})] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.table}: {case.rule}")
def test_a_rule_is_broken_by_the_row_that_breaks_it_and_not_by_its_neighbours(case):
    rows = [*case.kept, case.broken, *case.kept]

    assert broken(case.table, *rows) == [
        (len(case.kept) + 2, heading(case.table, case.column), case.rule)
    ]


def test_a_result_without_its_day_is_the_other_half_of_that_rule():
    unresolved = {"outcome": "unchanged"}

    assert broken("case_escalation", unresolved) == [
        (2, "Result", "resolved without a result, or a result without its day")
    ]


@pytest.mark.parametrize("table", TALLY_NAMES)
def test_nothing_at_all_breaks_nothing(table):
    rows = tally_frame(table, {}).with_columns(
        pl.lit(None, dtype=dtype).alias(name) for name, dtype in SCHEMAS[table].items()
    )
    # A result that stands without its day is null only in a row that was never made whole.
    assert rule_errors(rows, table_specs()[table], RECEIVED).rows() == []


@pytest.mark.parametrize(("table", "day"), EVERY_DAY)
def test_a_day_after_the_file_was_received_is_in_the_future_unless_it_is_aimed_at(table, day):
    on_the_day = broken(table, plain(table, day, RECEIVED))
    after = plain(table, day, RECEIVED) | {day: RECEIVED + timedelta(1)}

    in_the_future = (2, heading(table, day), "in the future")
    assert in_the_future not in on_the_day
    assert (in_the_future in broken(table, after)) == (day not in AHEAD)


def test_only_what_is_aimed_at_may_lie_ahead():
    ahead = [(table, day) for table, day in EVERY_DAY if day in AHEAD]

    assert ahead == [
        ("case_plan", "first_target_on"),
        ("case_plan", "target_on"),
        ("case_plan", "review_on"),
        ("case_escalation", "respond_by_on"),
    ]


@pytest.mark.parametrize(("table", "day"), EVERY_DAY)
def test_a_day_of_another_age_is_too_long_ago(table, day):
    too_long_ago = (2, heading(table, day), "too long ago")

    assert too_long_ago not in broken(table, plain(table, day, EARLIEST))
    assert too_long_ago in broken(table, plain(table, day, EARLIEST - timedelta(1)))


# Beside the case


def early(table: str, *rows: Row, reported: tuple[date | None, ...]) -> list[tuple[object, ...]]:
    frame = tally_frame(table, *rows).with_columns(
        reported_on=pl.Series(list(reported), dtype=pl.Date)
    )
    return before_report_errors(frame, table).select("row", "column", "rule").rows()


@pytest.mark.parametrize("table", NOT_BEFORE_REPORT)
def test_what_comes_before_the_report_is_a_fault_and_the_day_itself_is_none(table):
    day = NOT_BEFORE_REPORT[table]
    rows = [{day: on} for on in (DAY, BEFORE, DAY, AFTER)]

    assert early(table, *rows, reported=(DAY, DAY, None, DAY)) == [
        (3, heading(table, day), "before the case was reported")
    ]


def test_no_fault_says_which_case_it_is_of():
    rows = tally_frame("referral", {"decided_on": BEFORE, "referred_on": DAY})

    found = rule_errors(rows, table_specs()["referral"], RECEIVED)

    assert found.height == 1
    assert case_key(1) not in str(found.rows())
