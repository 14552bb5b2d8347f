"""Measures of case action plans: the functions that pages call, beside plain SQL for the same."""

from collections.abc import Iterator
from datetime import date

from benchmarks.plain_queries import ProcessLine, days_before, earliest, query
from metrics.cases import case_plans
from metrics.cases.case_summary import CLOSURE, WATCH
from metrics.measures.case_query import CaseQuery
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import count_newest
from metrics.periods import Limits, Period


def is_open(at: date) -> str:
    """Whether a plan is open, in SQL."""
    return (
        f"(((closed_on IS NULL AND closed_reason IS NULL) OR closed_on > '{at}') "
        f"AND (answered_on IS NULL OR answered_on > '{at}'))"
    )


def plan_lines(limits: Limits, period: Period, at: date) -> Iterator[ProcessLine]:
    """Every line of case action plans, counted over ``period`` or as at ``at``."""
    asked = CaseQuery({}, limits, {}, period, at, is_newest=True)
    yield from _open_lines(limits, at)
    for code in share_conditions(at):
        yield _share_line(code, asked)
    yield _closed_line(at)


def share_conditions(at: date) -> dict[str, tuple[str, str]]:
    """The SQL conditions of each share of plans issued, by code: which are met, and out of which.

    The tests recount shares of open plans by these, on rows that are made up.
    """
    return {
        "case_plans_review_ahead": (f"review_on >= '{at}'", is_open(at)),
        "case_plans_answered_in_target": (
            f"answered_on <= first_target_on AND answered_on <= '{at}'",
            f"first_target_on < '{at}'",
        ),
    }


def share_sql(code: str, at: date) -> str:
    """One row: how many plans meet the share ``code`` on ``at``, and out of how many."""
    met, of = share_conditions(at)[code]
    return f"SELECT SUM({met} AND {of}), SUM({of}) FROM case_plan WHERE issued_on <= '{at}'"


def _share_line(code: str, asked: CaseQuery) -> ProcessLine:
    return ProcessLine(
        (code,),
        lambda tables: count_newest(MEASURES[code], asked._replace(tables=tables)),
        [query(share_sql(code, asked.as_at))],
    )


def _open_lines(limits: Limits, at: date) -> Iterator[ProcessLine]:
    def open_by(rows: str, area: str = "") -> str:
        return (
            f"SELECT {area and f'{area}, '}SUM({is_open(at)}), COUNT(*) FROM {rows} "
            f"WHERE issued_on <= '{at}'{area and f' GROUP BY {area}'}"
        )

    yield ProcessLine(
        ("case_plans_open",),
        lambda tables: case_plans.count_open(tables["case_plan"], at),
        [query(open_by("case_plan"))],
    )
    # The Arrow files have the area in every table, but the store only in the investigation.
    joined = f"case_plan LEFT JOIN {earliest('investigation', 'area')} USING (force, case_key)"
    yield ProcessLine(
        ("case_plans_open",),
        lambda tables: case_plans.count_open(tables["case_plan"], at, by_area=True),
        [query(open_by("case_plan", "area"), open_by(joined, "area"))],
        by_area=True,
    )
    target = "COALESCE(target_on, first_target_on)"
    yield ProcessLine(
        ("case_plans_near_closure",),
        lambda tables: case_plans.count_near_closure(
            tables["case_plan"], at, limits[CLOSURE], limits[WATCH]
        ),
        [
            query(
                f"SELECT SUM({target} <= {days_before(at, 76)}), "
                f"SUM({target} <= {days_before(at, 91)}), COUNT(*) "
                f"FROM case_plan WHERE issued_on <= '{at}' AND {is_open(at)}"
            )
        ],
    )


def _closed_line(at: date) -> ProcessLine:
    by_month = (
        "SELECT {month} AS month, closed_reason, COUNT(*) FROM case_plan "
        f"WHERE closed_on <= '{at}' GROUP BY {{month}}, closed_reason"
    )
    return ProcessLine(
        ("case_plans_admin_finalised",),
        lambda tables: case_plans.count_closed_by_month(tables["case_plan"], at),
        [
            query(
                by_month.format(month="CAST(DATE_TRUNC('month', closed_on) AS DATE)"),
                by_month.format(month="date(closed_on, 'start of month')"),
            )
        ],
    )
