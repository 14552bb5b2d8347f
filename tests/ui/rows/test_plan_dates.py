"""How dates of actions were changed."""

from tests.builders import state_with_moved_date
from ui.rows import plan as plan_rows


def test_changed_dates_are_counted_by_reason_and_by_who_leads():
    found = state_with_moved_date("2022-01-31", "2022-03-31", "system roll-out")
    counts = {"Changes": "1", "With notice": "0", "After the date had passed": "1", "Actions": "1"}

    assert plan_rows.reason_rows(found.facts).to_dicts() == [{"Reason": "System roll-out"} | counts]
    assert plan_rows.organisation_rows(found.facts).to_dicts() == [
        {"Who leads": "Devon and Cornwall Police"} | counts
    ]
