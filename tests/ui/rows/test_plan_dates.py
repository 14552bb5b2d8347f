"""Dates of actions: the chart of them, and how they were changed."""

from metrics.plan.slippage import later_text
from metrics.text_format import day_text
from tests.builders import day_state, state_with_moved_date
from ui.rows import plan as plan_rows


def test_changed_dates_are_counted_by_reason_and_by_who_leads():
    found = state_with_moved_date("2022-01-31", "2022-03-31", "system roll-out")
    counts = {"Changes": "1", "With notice": "0", "After the date had passed": "1", "Actions": "1"}

    assert plan_rows.reason_rows(found.facts).to_dicts() == [{"Reason": "System roll-out"} | counts]
    assert plan_rows.organisation_rows(found.facts).to_dicts() == [
        {"Who leads": "Devon and Cornwall Police"} | counts
    ]


def test_a_chart_that_draws_not_all_says_how_many():
    few = day_state(action=[{"first_due_on": "2022-03-31"}] * 2)
    many = day_state(action=[{"first_due_on": "2022-03-31"}] * 41)
    legend = (
        "Open actions with a date. Hollow: original date. Filled: current date. "
        f"Dashed vertical line: {day_text(few.day)}."
    )

    assert [
        plan_rows.date_lines_subtitle(now, plan_rows.date_line_rows(now)) for now in (few, many)
    ] == [
        legend,
        f"{legend} 40 of 41 are drawn: those late or moved first.",
    ]


def test_a_chart_says_how_many_of_those_in_its_headline_are_closed_and_not_drawn():
    now = day_state(
        action=[{"first_due_on": "2022-03-31"}] * 3,
        action_update=[{"action": "A1", "state": "complete"}],
    )

    assert later_text(now.actions).startswith("0 of 3 dated actions")
    assert plan_rows.date_lines_subtitle(now, plan_rows.date_line_rows(now)).startswith(
        "Open actions with a date. 1 that is closed is counted but not drawn. Hollow"
    )
