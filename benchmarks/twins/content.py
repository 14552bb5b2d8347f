"""What two of our pages show, as plain values for a page of any kind.

The twins take it from our own functions and cached states, so that they show the same numbers,
tables and lists as our page as it opens, and differ from it only in how it is built. They leave out
what opens, is downloaded or leads elsewhere, and the marks within tables.
"""

from datetime import date
from typing import NamedTuple

import polars as pl

from metrics.cases import case_figures
from metrics.cases.case_summary import CaseSummary
from metrics.cases.month_ends import last_closed_text
from metrics.day_state import DayState
from metrics.headline_figures import history_figures, past_point_text, plan_figures, plan_text
from metrics.measures.catalogue import MEASURES
from metrics.periods import days_text
from metrics.plan.deadlines import in_order
from metrics.plan.dependencies import waits_text
from metrics.plan.slippage import DATES_KEY, changes_text, date_lines, later_text
from metrics.point_in_time import entries_on
from metrics.releases.people import PeopleSummary
from metrics.scope import led_by
from metrics.text_format import day_text
from metrics.victims import victim_figures
from ui import reads
from ui.elements.tables import SHOWN_AT_FIRST, TALL_ROWS_A_PAGE
from ui.rows import cases, plan_exceptions
from ui.rows import plan as plan_rows
from ui.rows.plan import action_lines, action_rows, recurrence_rows, update_rows
from ui.rows.victims import word_count_rows

PLAN, CASE_PLANS = "Joint action plan", "Case action plans"
ALL = "All"
MONTHS = 12
MEETING = "meeting_before_nfa"


class Content(NamedTuple):
    """The texts, numbers and rows of a page. ``figures``: number, title.

    ``tables`` and ``lists``, of lines of text: by heading. ``history``: the tables of the action
    that was pressed, by heading. ``drawn``: the rows of the chart, as ``date_lines`` or
    ``cases.answered_bar_rows`` gives them.
    """

    as_at: str
    sentences: list[str]
    figures: list[tuple[str, str]]
    tables: dict[str, pl.DataFrame]
    lists: dict[str, list[str]]
    chart_title: str
    chart_subtitle: str
    drawn: pl.DataFrame
    history: dict[str, pl.DataFrame]


def last_day() -> date:
    """The day on which the demonstration opens."""
    return reads.store_state().today


def organisations() -> list[str]:
    """The organisations that lead an action, those with most actions first."""
    leads = reads.store_state().day_state(last_day()).actions["lead"]
    return leads.value_counts(sort=True)["lead"].drop_nulls().to_list()


def areas() -> list[str]:
    """The areas of the force, in order."""
    return reads.store_state().tables["area"]["name"].sort().to_list()


def plan_on(day: date, lead: str, pressed: str | None = None) -> Content:
    """The joint action plan as at ``day``; of one organisation alone unless ``lead`` is ALL.

    ``pressed``: the ref of the action whose line was pressed, whose history is shown.
    """
    everything = reads.store_state().day_state(day)
    day_state = everything if lead == ALL else led_by(everything, _refs()[lead])
    figures = [*plan_figures(day_state), *history_figures(day_state)]
    dates = date_lines(day_state.actions, day)
    return Content(
        f"As at {day_text(day)}",
        [plan_text(day_state), past_point_text(day_state)],
        [(figure.shown, figure.measure.title) for figure in figures],
        _unmarked(_plan_tables(day_state)),
        _plan_lists(day_state),
        later_text(day_state.actions),
        DATES_KEY,
        dates,
        _unmarked(_history(everything, pressed)) if pressed else {},
    )


def case_plans_of(area: str) -> Content:
    """The case action plans of the newest month-end; of one area alone unless ``area`` is ALL."""
    state, day, only = reads.store_state(), last_day(), None if area == ALL else area
    summary = state.case_summary(day, only, MONTHS)
    people = state.people(day, only, None)
    assert summary
    assert people
    figures = [
        *case_figures.case_plan_figures(summary),
        *case_figures.period_figures(summary),
        victim_figures.dated_figure(people, MEETING),
    ]
    return Content(
        f"As at {day_text(day)}",
        [
            case_figures.case_plans_finding(summary).headline,
            f"{last_closed_text(summary.as_at)} {case_figures.area_text(only)}",
        ],
        [(figure.shown, figure.measure.title) for figure in figures],
        _unmarked(_case_tables(summary, people, by_target=only is None)),
        _case_lists(summary, people),
        case_figures.in_target_text(summary),
        case_figures.in_target_subtitle(summary),
        cases.answered_bar_rows(summary.in_target_by_month),
        {},
    )


def _refs() -> dict[str, str]:
    """The ref of each organisation by its name."""
    return dict(reads.store_state().tables["organisation"].select("name", "ref").rows())


def _plan_tables(day_state: DayState) -> dict[str, pl.DataFrame]:
    """The tables with as many rows as our page shows before anything is opened."""
    overdue = plan_exceptions.overdue_rows(day_state)
    undated = plan_rows.undated_rows(day_state)
    coming = plan_exceptions.coming_rows(day_state).head(SHOWN_AT_FIRST)
    actions = action_lines(day_state.actions.head(TALL_ROWS_A_PAGE), day_state.labels)
    return {
        f"Overdue: {overdue.height}": overdue,
        f"No date agreed: {undated.height}": undated.head(SHOWN_AT_FIRST),
        plan_exceptions.coming_heading(day_state): coming,
        "What recurs": recurrence_rows(day_state.recurrences, day_state.labels),
        f"{day_state.actions.height} actions": actions,
    }


def _plan_lists(day_state: DayState) -> dict[str, list[str]]:
    waiting = plan_exceptions.waiting_rows(day_state.facts)
    return {
        "Why dates were changed": [changes_text(day_state.facts.date_changes)],
        waits_text(day_state.facts.waiting_links): [": ".join(row) for row in waiting.rows()],
    }


def _history(day_state: DayState, ref: str) -> dict[str, pl.DataFrame]:
    action = day_state.actions.filter(pl.col("ref") == ref)
    updates = day_state.tables["action_update"].filter(pl.col("action") == ref)
    newest_first = in_order(entries_on(updates, day_state.day)).reverse()
    return {
        f"{ref}: its history": action_rows(action, day_state.labels),
        f"Updates of {ref}": update_rows(newest_first, day_state.facts.names),
    }


def _case_tables(
    summary: CaseSummary, people: PeopleSummary, *, by_target: bool
) -> dict[str, pl.DataFrame]:
    """The tables that our page shows before anything is opened."""
    return {
        "Open plans by age": cases.age_rows(summary.open_by_age, by_target=by_target),
        "Open plans by who must act": cases.side_must_act_rows(summary.open_by_side),
        "Early advice": cases.considered_rows(summary.considered),
        "Why advice was not sought": _counted(people, "why"),
        "Before the decision": _counted(people, "meeting"),
        "Victim updated on or after the target": _counted(people, "updated"),
        "Contact details in letters": cases.sample_rows(summary.contact_details),
        "Why files came back": cases.dimension_rows(
            summary.returned_by_reason, "return_reason", "Reason", "files"
        ),
        "Days with the police and with the CPS": cases.days_rows(summary.days),
    }


def _counted(people: PeopleSummary, name: str) -> pl.DataFrame:
    of = people.seen(name)
    return word_count_rows((of and of.counts(name)) or {}, "What", "Number")


def _case_lists(summary: CaseSummary, people: PeopleSummary) -> dict[str, list[str]]:
    near = case_figures.closure_text(summary)
    return {
        "Administrative closure": [
            f"{near} {case_figures.CLOSED_IS_NO_DECISION}",
            case_figures.advised_text(summary, near),
        ],
        f"In {days_text(summary.period)}": [
            cases.closed_text(summary.closed_by_month),
            case_figures.NEVER_NFA,
            case_figures.review_text(summary),
            case_figures.advice_text(summary),
            case_figures.acceptance_text(summary),
            case_figures.decisions_text(summary),
            victim_figures.measure_text(people, MEETING),
            people.measure(MEASURES[MEETING]).caveat,
        ],
    }


def _unmarked(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables without the marks that ours turn into HTML."""
    text = pl.col(pl.String).str.replace_all(r"\*\*|\\", "")
    return {heading: rows.with_columns(text) for heading, rows in tables.items()}
