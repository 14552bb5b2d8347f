"""Validates rows of cases alone, by rules, against each other, and against stored rows.

A rule is data: its table and column, the condition under which a row breaks it, and its message.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection

from data_access.intake.table_specs import ColumnKind, TableSpec, table_specs
from data_access.intake.validation.errors import (
    NO_SUCH_CASE,
    concat_errors,
    errors_frame,
    row_errors,
)
from data_access.reads import newest, read_table
from data_access.tables import CASE, IDENTITY
from data_access.vocabulary import EscalationOutcome, Method, PlanClosed, Side

# Days that may be in the future: targets, not events.
AHEAD = frozenset({"first_target_on", "target_on", "review_on", "respond_by_on"})
EARLIEST = date(1990, 1, 1)
FARTHEST_AHEAD = "5y"


@dataclass(frozen=True)
class Rule:
    """A rule of ``table``, broken by a row if ``broken`` is true, not if it is null."""

    table: str
    column: str
    broken: pl.Expr
    rule: str
    todo: str


def before(table: str, later: str, earlier: str, rule: str) -> Rule:
    """The rule that the day ``later`` must not come before ``earlier``."""
    todo = "See which of the two days is wrong and mend it."
    return Rule(table, later, pl.col(later) < pl.col(earlier), rule, todo)


def without(table: str, column: str, needs: str, rule: str) -> Rule:
    """The rule that ``column`` must not be filled if ``needs`` is blank."""
    todo = f"Fill in “{table_specs()[table].heading_of(needs)}” too, or leave this blank."
    return Rule(table, column, given(column) & pl.col(needs).is_null(), rule, todo)


def unlike_sought(column: str, sought: pl.Expr, rule: str) -> Rule:
    """The rule that ``column`` must not be filled in advice that is ``sought``, or not."""
    todo = "See whether early advice was sought."
    return Rule("early_advice", column, given(column) & sought, rule, todo)


def given(column: str) -> pl.Expr:
    """True if ``column`` is filled."""
    return pl.col(column).is_not_null()


BY_POST = pl.col("method") == Method.LETTER_BY_POST
RULES = (
    before("investigation", "outcome_on", "reported_on", "outcome before the report"),
    without("investigation", "outcome_on", "outcome_code", "a day of an outcome without its code"),
    before("referral", "decided_on", "referred_on", "decided before it was referred"),
    without("referral", "decision", "decided_on", "a decision without its day"),
    Rule(
        "referral",
        "return_reason",
        given("return_reason") & pl.col("file_accepted"),
        "a reason for return of an accepted file",
        "See whether the file was accepted.",
    ),
    unlike_sought("not_sought_reason", pl.col("sought"), "sought, and a reason why not"),
    unlike_sought("requested_on", ~pl.col("sought"), "not sought, and a day it was asked for"),
    before("early_advice", "given_on", "requested_on", "given before it was asked for"),
    unlike_sought("given_on", ~pl.col("sought"), "not sought, and a day it was given"),
    without("case_plan", "closed_reason", "closed_on", "a reason for closing without its day"),
    without("support_referral", "accepted_on", "offered_on", "accepted without an offer"),
    before("case_plan", "first_target_on", "issued_on", "a target before the plan was issued"),
    before("case_plan", "target_on", "issued_on", "a target before the plan was issued"),
    before("case_plan", "answered_on", "issued_on", "answered before it was issued"),
    before("case_plan", "closed_on", "issued_on", "closed before it was issued"),
    Rule(
        "case_plan",
        "answered_on",
        pl.col("answered_on").is_null() & (pl.col("closed_reason") == PlanClosed.ANSWERED),
        "closed as answered without the day",
        "Give the day it was answered in full.",
    ),
    before("case_escalation", "resolved_on", "raised_on", "resolved before it was raised"),
    before("case_escalation", "respond_by_on", "raised_on", "an answer due before it was raised"),
    Rule(
        "case_escalation",
        "rung",
        ~pl.col("rung").is_between(1, 4),
        "no such level",
        "Write 1, 2, 3 or 4.",
    ),
    Rule(
        "case_escalation",
        "outcome",
        (pl.col("outcome") == EscalationOutcome.OPEN) != pl.col("resolved_on").is_null(),
        "resolved without a result, or a result without its day",
        "Give both the result and the day, or neither.",
    ),
    before("notice", "told_on", "decided_on", "told before it was decided"),
    before("notice", "sent_on", "decided_on", "sent before it was decided"),
    Rule(
        "notice",
        "told_on",
        given("told_on") & BY_POST,
        "told by a letter by post",
        "A letter by post is sent, not told: put the day under “Letter sent on”.",
    ),
    Rule(
        "notice",
        "sent_on",
        given("sent_on") & ~BY_POST,
        "a day of posting, and told another way",
        "Leave “Letter sent on” blank, or write “letter by post” under “How told”.",
    ),
    Rule(
        "notice",
        "method",
        given("method") & pl.col("told_on").is_null() & pl.col("sent_on").is_null(),
        "a way of telling without its day",
        "Give the day the victim was told, or leave “How told” blank.",
    ),
    without("notice", "asked_recorded_on", "asked_method", "a day of asking without the way"),
    before("support_referral", "accepted_on", "offered_on", "accepted before it was offered"),
    before("support_end", "resumed_on", "ended_on", "resumed before it ended"),
    before("review_request", "acknowledged_on", "requested_on", "acknowledged before asked for"),
    before("review_request", "decided_on", "requested_on", "decided before it was asked for"),
    without("review_request", "result", "decided_on", "a result without its day"),
    Rule(
        "review_request",
        "stage",
        given("stage") & (pl.col("scheme") == Side.POLICE),
        "a stage of the CPS scheme in a police review",
        "Leave the stage blank, or see whose scheme it is.",
    ),
    Rule(
        "dip_sample",
        "passed",
        pl.col("passed") > pl.col("sampled"),
        "more found than looked at",
        "See which of the two numbers is wrong and mend it.",
    ),
)
# The day of each table that must not come before the report of its case.
NOT_BEFORE_REPORT = {
    "referral": "referred_on",
    "case_plan": "issued_on",
    "case_escalation": "raised_on",
    "notice": "decided_on",
    "support_end": "ended_on",
    "early_advice": "requested_on",
    "review_request": "requested_on",
}


# The column with the subject of a numbered row, which a file never changes.
FIXED = {
    "case_escalation": "about",
    "notice": "decided_by",
    "support_referral": "service",
    "review_request": "scheme",
}


def validate_cases(
    connection: Connection,
    spec: TableSpec,
    rows: pl.DataFrame,
    stored: pl.DataFrame,
    cases: pl.DataFrame,
    *,
    unparsed: pl.Series,
    received_on: date,
    columns: Collection[str] | None = None,
) -> pl.DataFrame:
    """The errors of ``rows``, complete rows of a table of cases.

    ``stored``: the newest version of each row of the table. ``cases``: force, case_key and
    reported_on of every known case. ``unparsed``: the numbers of rows with a cell that could not be
    parsed; their values are not validated. ``columns``: rules about others are left out.
    """
    parsed = rows.filter(~pl.col("row").is_in(unparsed.implode()))
    return concat_errors(
        [
            _another_subject(rows, stored, spec),
            _duplicates(rows, spec),
            rule_errors(parsed, spec, received_on, columns),
            *(_beside_case(parsed, cases, spec) if "number" in IDENTITY[spec.table] else ()),
            *(
                _before_stored_report(connection, parsed, stored)
                if spec.table == "investigation"
                else ()
            ),
        ]
    )


def _another_subject(rows: pl.DataFrame, stored: pl.DataFrame, spec: TableSpec) -> pl.DataFrame:
    """An error for each row that would change the subject of a stored row."""
    column = FIXED.get(spec.table)
    if column is None:
        return errors_frame()
    identity = IDENTITY[spec.table]
    joined = rows.join(stored.select(*identity, stored=column), on=identity)
    return row_errors(
        joined.filter(pl.col(column) != pl.col("stored"))["row"],
        spec.heading_of(column),
        "another one is loaded under that number",
        "Give it the next number, or withdraw the file that brought the other.",
    )


def _duplicates(rows: pl.DataFrame, spec: TableSpec) -> pl.DataFrame:
    identity = IDENTITY[spec.table]
    column = next(each.heading for each in spec.template if each.name not in ("force", "area"))
    return row_errors(
        rows.filter(pl.struct(identity).is_duplicated())["row"],
        "Number" if "number" in identity else column,
        "one row twice",
        "Keep one of them.",
    )


def _beside_case(
    rows: pl.DataFrame, cases: pl.DataFrame, spec: TableSpec
) -> Iterator[pl.DataFrame]:
    """The errors of rows against their cases: no such case, or before its report."""
    known = cases.with_columns(is_known=pl.lit(value=True))
    joined = rows.join(known, on=CASE, how="left", maintain_order="left")
    yield row_errors(
        joined.filter(pl.col("is_known").is_null())["row"],
        "Crime reference",
        NO_SUCH_CASE,
        "Load its investigation first, or together with this file.",
    )
    yield before_report_errors(joined, spec.table)


def _before_stored_report(
    connection: Connection, rows: pl.DataFrame, stored: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """An error for each case whose new report day is after a stored event of the case."""
    earlier = stored.select(*CASE, stored_reported_on="reported_on")
    later = rows.join(earlier, on=CASE).filter(pl.col("reported_on") > pl.col("stored_reported_on"))
    if later.is_empty():
        return
    reports = later.select("row", *CASE, "reported_on")
    for table, day in NOT_BEFORE_REPORT.items():
        events = newest(read_table(connection, table), table)
        yield row_errors(
            reports.join(events, on=CASE)
            .filter(pl.col(day) < pl.col("reported_on"))["row"]
            .unique(maintain_order=True),
            "Reported on",
            f"after something loaded of this case ({table.replace('_', ' ')})",
            "See whether this day is right, or correct the other first.",
        )


def rule_errors(
    rows: pl.DataFrame,
    spec: TableSpec,
    received_on: date,
    columns: Collection[str] | None = None,
) -> pl.DataFrame:
    """An error for each broken rule. ``rows``: complete rows of the table, with ``row``.

    Only targets may be after ``received_on``.
    """
    rules = [*(rule for rule in RULES if rule.table == spec.table), *_day_rules(spec, received_on)]
    if columns is not None:
        rules = [rule for rule in rules if {*rule.broken.meta.root_names()} <= {*columns}]
    return concat_errors(
        row_errors(
            rows.filter(rule.broken.fill_null(value=False))["row"],
            spec.heading_of(rule.column),
            rule.rule,
            rule.todo,
        )
        for rule in rules
    )


def before_report_errors(rows: pl.DataFrame, table: str) -> pl.DataFrame:
    """An error for each row before the report of its case. ``rows`` have ``reported_on``."""
    column = NOT_BEFORE_REPORT.get(table)
    if column is None:
        return errors_frame()
    return row_errors(
        rows.filter(pl.col(column) < pl.col("reported_on"))["row"],
        table_specs()[table].heading_of(column),
        "before the case was reported",
        "See whether this day or the day of the report is wrong.",
    )


def count_before_report(tables: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    """The number of rows before the report of their case, by table; tables with 0 are left out.

    ``tables``: every table of cases, the newest version of each row.
    """
    reported = tables["investigation"].select(*CASE, "reported_on")
    counts = {
        name: tables[name]
        .join(reported, on=CASE)
        .filter(pl.col(day) < pl.col("reported_on"))
        .height
        for name, day in NOT_BEFORE_REPORT.items()
    }
    return {name: count for name, count in counts.items() if count}


def _day_rules(spec: TableSpec, received_on: date) -> Iterator[Rule]:
    days = [column.name for column in spec.template if column.kind == ColumnKind.DATE]
    year = "See whether the year is right."
    received = f"The file was received on {received_on:%d/%m/%Y}: see which day is wrong."
    latest = pl.lit(received_on).dt.offset_by(FARTHEST_AHEAD)
    for day in days:
        if day in AHEAD:
            yield Rule(spec.table, day, pl.col(day) > latest, "too far ahead", year)
        else:
            yield Rule(spec.table, day, pl.col(day) > received_on, "in the future", received)
        yield Rule(spec.table, day, pl.col(day) < EARLIEST, "too long ago", year)
