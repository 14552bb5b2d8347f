"""The finding of the joint action plan: what is late, else what moved, else no date."""

from metrics.plan.plan_finding import late_and_moved
from tests.builders import day_state


def found(*actions, updates=()):
    return late_and_moved(day_state(action=actions, action_update=updates))


def test_late_actions_lead_and_the_first_of_them_is_asked_about():
    late = {"first_due_on": "2022-02-14", "origin": "response"}
    moved = {"action": "A1", "new_due_on": "2022-02-18", "effective_on": "2022-02-01"}

    finding = found(late, late, {"first_due_on": "2022-03-31"}, {}, updates=[moved])

    assert finding.headline == (
        "2 of 3 dated open actions are late, 1 of them after the date had been moved"
    )
    assert finding.base == (
        "Of 3 dated open actions, 1 is later than first agreed. 1 more has no date agreed."
    )
    assert finding.ask == (
        "Chief Constable: A2 was promised for 14 February. What is still to do, and by when?"
    )


def test_without_a_late_action_the_finding_says_what_moved_and_without_a_date_that_there_is_none():
    assert found({"first_due_on": "2022-03-31"}).headline == (
        "Of 1 dated open action, none is late or later than first agreed"
    )
    assert found({}, {}).headline == ("2 of 2 open actions have no agreed date recorded here")
    assert found().headline == "No action is recorded by this day."
