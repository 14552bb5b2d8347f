"""How often something is done is agreed, of an action or of what recurs, and can be changed."""

from datetime import date

import pytest

from data_access.reads import read_snapshot
from data_access.writes import Refused
from metrics.day_state import day_state_on
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import DAY, record


def recurring(store, ref):
    """How often, the last time and the next, of what recurs under ``ref`` on the day."""
    found = day_state_on(DAY, read_snapshot(store).tables).recurrences
    by_ref = {row["ref"]: row for row in found.to_dicts()}
    if ref not in by_ref:
        return None
    row = by_ref[ref]
    return row["action"], row["agreed_often"], row["last_done_on"], row["next_due_on"]


def test_an_action_that_never_recurred_does_from_then_on_with_the_last_time(starter_store):
    before = everything(starter_store)
    assert record(starter_store, "frequency") == 1

    after = everything(starter_store)
    assert after["recurrence"][:-1] == before["recurrence"]
    row = after["recurrence"][-1]
    opened_on = next(each["opened_on"] for each in before["action"] if each["ref"] == "A2")
    assert {name: value for name, value in row.items() if value is not None} == {
        "id": 6,
        "ref": "F1",
        "requirement": next(e["requirement"] for e in before["action"] if e["ref"] == "A2"),
        "action": "A2",
        "effective_on": opened_on,
    }
    assert [row["done_on"] for row in after["occurrence"]] == ["2022-01-10"]
    assert recurring(starter_store, "F1") == (
        "A2",
        "every 6 months",
        date(2022, 1, 10),
        date(2022, 7, 10),
    )
    actions = day_state_on(DAY, read_snapshot(starter_store).tables).actions
    state = dict(actions.select("ref", "time_state").iter_rows())["A2"]
    assert state == "recurs"


def test_of_what_the_response_says_recurs_it_is_agreed_how_often(starter_store):
    record(starter_store, "frequency", action="A7", last_done_on=None)
    record(starter_store, "occurrence", recurrence="R1", next_due_on=None, done_on=date(2022, 1, 3))

    assert recurring(starter_store, "R1") == (
        "A7",
        "every 6 months",
        date(2022, 1, 3),
        date(2022, 7, 3),
    )
    record(starter_store, "frequency", action=None, recurrence="R3", every=1, unit="years")
    assert recurring(starter_store, "R3") == (
        None,
        "every year",
        date(2022, 1, 10),
        date(2023, 1, 10),
    )
    assert len(rows(starter_store, "recurrence")) == 5


def test_what_was_agreed_is_changed_and_ended_and_the_days_before_know_what_was_agreed(
    starter_store,
):
    record(starter_store, "frequency", effective_on=date(2022, 1, 10))
    record(starter_store, "frequency", every=1, last_done_on=None, effective_on=date(2022, 1, 20))
    stop = {"every": None, "unit": None, "last_done_on": None, "stops": True}
    record(starter_store, "frequency", **stop)

    tables = read_snapshot(starter_store).tables
    often = [
        dict(day_state_on(day, tables).recurrences.select("ref", "agreed_often").iter_rows()).get(
            "F1"
        )
        for day in (date(2022, 1, 9), date(2022, 1, 10), date(2022, 1, 20), DAY)
    ]
    assert often == [None, "every 6 months", "every month", None]


@pytest.mark.parametrize(
    ("details", "field", "sentence"),
    [
        ({"every": 0}, "every", "Give a number of months from 1 to 60, not 0."),
        ({"every": 400, "unit": "days"}, "every", "Give a number of days from 1 to 366, not 400."),
        (
            {"every": None},
            "every",
            "Say how often it is to be done: a number, and of days, weeks, months or years.",
        ),
        (
            {"unit": None},
            "every",
            "Say how often it is to be done: a number, and of days, weeks, months or years.",
        ),
        (
            {"stops": True},
            "every",
            "It is to be done no more: leave how often, and when it was last done, empty.",
        ),
        (
            {"stops": True, "every": None, "unit": None, "last_done_on": None},
            None,
            "It is not recorded that this action recurs, so it cannot be recorded as stopped.",
        ),
        (
            {"last_done_on": date(2022, 2, 2)},
            "last_done_on",
            "The day it was done is in the future.",
        ),
        (
            {"last_done_on": date(2021, 7, 15)},
            "last_done_on",
            "The inspection was published on 16/07/2021: give that day or a later one.",
        ),
        ({"effective_on": date(2022, 2, 2)}, "effective_on", "The day from which it counts is in"),
        (
            {"effective_on": date(2021, 8, 1)},
            "effective_on",
            "What recurs is from 10/09/2021: give",
        ),
        ({"action": "A99"}, None, "There is no action A99."),
        ({"action": None, "recurrence": "R9"}, None, "There is no thing that recurs R9."),
        ({"recurrence": "R1"}, None, "Say what is done again and again."),
        ({"action": None}, None, "Say what is done again and again."),
        (
            {"action": None, "recurrence": "R2", "last_done_on": date(2022, 1, 3)},
            "last_done_on",
            "It is recorded already that this was done on 03/01/2022.",
        ),
    ],
)
def test_a_frequency_that_cannot_be_is_refused_and_nothing_is_written(
    starter_store, details, field, sentence
):
    record(starter_store, "occurrence", done_on=date(2022, 1, 3))
    before = everything(starter_store)

    with pytest.raises(Refused) as refusal:
        record(starter_store, "frequency", **details)
    assert str(refusal.value).startswith(sentence)
    if field:
        assert list(refusal.value.reasons) == [field]
    assert everything(starter_store) == before


def test_an_action_of_no_part_recurs_too(starter_store):
    ref = record(starter_store, "action", requirement=None)
    record(starter_store, "frequency", action=ref, last_done_on=date(2022, 1, 3))

    assert recurring(starter_store, "F1") == (
        ref,
        "every 6 months",
        date(2022, 1, 3),
        date(2022, 7, 3),
    )
