from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.vocabulary import DateBasis
from metrics.day_facts import day_facts_on
from metrics.point_in_time import (
    COUNTS_FROM,
    days_of_change,
    last_by,
)
from tests import made_up
from tests.builders import AS_AT, as_rows, tables
from tests.often import often


def rows_of(known):
    """Everything that days share, as plain rows."""
    worked_out = (
        "parts",
        "progress",
        "figures_owed",
        "newest_seen",
        "date_changes",
        "moves",
    )
    shared = {name: getattr(known, name).to_dicts() for name in worked_out}
    said = {"names": known.names, "labels": known.labels}
    return shared | {"tables": as_rows(known.tables)} | said


JANUARY, FEBRUARY = date(2022, 1, 20), date(2022, 2, 10)
BOTH = [JANUARY, FEBRUARY]
NOT_ANSWERED = {"responded_on": None, "date_basis": None}
# Tables with a second day, on which a row ends or is answered.
TWO = ("evidence", "ask", "escalation", "inspection")
# Tables whose rows may change, a few at a time: with all of them, every day would be a change.
FEW = [
    made_up.stores_with("inspection", "recommendation", "requirement"),
    made_up.stores_with("position", "requirement", "judgement"),
    made_up.stores_with("evidence", "requirement"),
    made_up.stores_with("action", "action_update"),
    made_up.stores_with("meeting", "decision"),
    made_up.stores_with("ask"),
    made_up.stores_with("escalation"),
    made_up.stores_with("saved_view"),
]
EVERY_DAY = st.integers(-70, 50).map(lambda days: AS_AT + timedelta(days))


@often(200)
@given(st.one_of(FEW), EVERY_DAY)
def test_from_one_day_of_change_to_the_next_everything_is_known_alike(rows, day):
    store = tables(**rows)

    since = last_by(days_of_change(store), day)

    assert since <= day
    assert rows_of(day_facts_on(since, store)) == rows_of(day_facts_on(day, store))


@pytest.mark.parametrize(
    ("name", "row", "days"),
    [
        ("evidence", {"effective_on": JANUARY, "expires_on": date(2022, 2, 9)}, BOTH),
        ("ask", {"asked_on": JANUARY, "answered_on": FEBRUARY}, BOTH),
        ("escalation", {"raised_on": JANUARY, "resolved_on": FEBRUARY}, BOTH),
        ("decision", {"done_on": FEBRUARY}, [FEBRUARY]),
        ("inspection", {"published_on": JANUARY, "responded_on": FEBRUARY}, BOTH),
        (
            "inspection",
            {"published_on": JANUARY, "none_published_by": FEBRUARY, **NOT_ANSWERED},
            BOTH,
        ),
        (
            "inspection",
            {
                "published_on": JANUARY,
                "responded_on": None,
                "response_due_stated_on": FEBRUARY,
                "date_basis": DateBasis.DUE_DATE_USED,
            },
            BOTH,
        ),
        *(
            (name, {day: JANUARY}, [JANUARY])
            for name, day in COUNTS_FROM.items()
            if name not in TWO
        ),
    ],
)
def test_each_day_on_which_something_takes_effect_or_ends_is_a_day_of_change(name, row, days):
    assert days_of_change(tables(**{name: [row]})) == days


def test_before_the_first_day_of_change_is_the_first_day_of_all():
    days = [date(2022, 1, 20), date(2022, 2, 10)]

    assert [last_by(days, date(2022, *day)) for day in ((1, 19), (1, 20), (2, 9), (2, 10))] == [
        date.min,
        date(2022, 1, 20),
        date(2022, 1, 20),
        date(2022, 2, 10),
    ]
    assert last_by([], date(2022, 1, 20)) == date.min
