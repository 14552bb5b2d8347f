"""Results for the joint plan equal the figures of its pages, as at days."""

from datetime import date, timedelta
from typing import Any

from data_access.vocabulary import TimeState
from metrics.explore.run_query import Sources, run_query
from metrics.measures.catalogue import as_offered
from metrics.measures.measure import Family
from tests.builders import AS_AT, day_state
from tests.metrics.explore.questions import asked_of

LATE, SOON = {"first_due_on": AS_AT - timedelta(1)}, {"first_due_on": AS_AT + timedelta(3)}


def refused(*_: object) -> Any:
    """Fails if cases are read."""
    raise AssertionError("Only the joint plan may be read.")


def answered(*actions, **asked):
    """By day and word, what is answered of these actions."""
    sources = Sources(None, refused, lambda day: day_state(day, action=[*actions]))
    cells = run_query(asked_of(**asked), sources)
    return {(cell.period.last, *cell.words): (cell.value, cell.of) for cell in cells}


def test_actions_are_counted_by_where_their_date_stands_on_the_day_looked_at():
    found = answered(LATE, SOON, SOON, {}, measure="actions", by="time_state")

    assert found == {
        (AS_AT, TimeState.OVERDUE): (1, None),
        (AS_AT, TimeState.DUE_SOON): (2, None),
        (AS_AT, TimeState.ON_TIME): (0, None),
        (AS_AT, TimeState.IN_PLACE): (0, None),
        (AS_AT, TimeState.RECURS): (0, None),
        (AS_AT, TimeState.TIME_STATED): (0, None),
        (AS_AT, TimeState.NO_DATE): (1, None),
        (AS_AT, TimeState.COMPLETE): (0, None),
        (AS_AT, TimeState.NOT_TAKEN_FORWARD): (0, None),
    }


def test_a_measure_by_period_is_taken_on_the_last_day_of_each():
    found = answered(LATE, SOON, measure="actions_overdue", by="period", grain="month")

    assert found == {
        (date(2021, 9, 30),): (0, 0),
        (date(2021, 10, 31),): (0, 2),
        (date(2021, 11, 30),): (0, 2),
        (date(2021, 12, 31),): (0, 2),
        (date(2022, 1, 31),): (0, 2),
        (AS_AT,): (1, 2),
    }


def test_all_actions_are_counted_with_who_leads_and_without():
    assert answered(LATE, SOON, measure="actions") == {(AS_AT,): (2, None)}
    assert answered(LATE, measure="actions", by="lead") == {
        (AS_AT, "Devon and Cornwall Police"): (1, None)
    }


def test_actions_are_counted_by_two_things_with_every_word_of_a_closed_list():
    found = answered(LATE, SOON, SOON, measure="actions", by="lead", by2="time_state")
    late, soon = (
        found[AS_AT, "Devon and Cornwall Police", state]
        for state in (TimeState.OVERDUE, TimeState.DUE_SOON)
    )

    assert (late, soon) == ((1, None), (2, None))
    assert len(found) == len(TimeState)


def test_every_measure_of_the_plan_has_its_number():
    measures = as_offered(Family.PLAN)

    assert all(answered(LATE, SOON, measure=each.code) for each in measures)
