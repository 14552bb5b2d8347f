"""Escalations climb rung by rung, once each, unless it is said that one was left out."""

from datetime import date

import pytest

from data_access.reads import read_snapshot
from data_access.store import Store
from data_access.writes import Refused
from tests.data_access.contents import everything
from tests.data_access.valid_entries import record
from tests.sentences import RUNG_NOT_USED


def rungs(store: Store) -> list[int]:
    return read_snapshot(store).tables["escalation"]["rung"].to_list()


def test_the_next_rung_follows_the_one_below_on_which_the_other_side_may_answer(starter_store):
    record(starter_store, "escalation", rung=1)
    record(starter_store, "escalation", rung=1, side="cps")
    record(starter_store, "escalation", rung=2)

    assert rungs(starter_store) == [1, 1, 2]


@pytest.mark.parametrize("rung", [2, 3])
def test_a_rung_that_skips_is_refused_unless_it_went_straight_up(starter_store, rung):
    before = everything(starter_store)
    with pytest.raises(Refused, match=RUNG_NOT_USED.format("A2")):
        record(starter_store, "escalation", rung=rung)
    assert everything(starter_store) == before

    record(starter_store, "escalation", rung=rung, straight_up=True)

    assert rungs(starter_store) == [rung]


def test_the_same_escalation_twice_is_refused(starter_store):
    record(starter_store, "escalation")
    before = everything(starter_store)

    with pytest.raises(Refused, match="That escalation is recorded already, as X1"):
        record(starter_store, "escalation", route="formal")

    assert everything(starter_store) == before


@pytest.mark.parametrize("day", [10, 15, 19])
def test_what_was_still_open_on_the_day_was_not_raised_twice(starter_store, day):
    record(starter_store, "escalation", raised_on=date(2022, 1, 10))
    record(starter_store, "resolution", resolved_on=date(2022, 1, 20))
    before = everything(starter_store)

    with pytest.raises(Refused, match="That escalation is recorded already, as X1"):
        record(starter_store, "escalation", raised_on=date(2022, 1, day))

    assert everything(starter_store) == before


def test_what_was_settled_on_the_day_it_was_raised_is_not_raised_again_that_day(starter_store):
    record(starter_store, "escalation", raised_on=date(2022, 1, 10))
    record(starter_store, "resolution", resolved_on=date(2022, 1, 10))
    before = everything(starter_store)

    with pytest.raises(Refused, match="That escalation is recorded already, as X1"):
        record(starter_store, "escalation", raised_on=date(2022, 1, 10))

    assert everything(starter_store) == before


def test_what_was_settled_may_be_raised_again_on_another_day(starter_store):
    record(starter_store, "escalation", raised_on=date(2022, 1, 10))
    record(starter_store, "resolution", resolved_on=date(2022, 1, 20))

    record(starter_store, "escalation")

    assert rungs(starter_store) == [1, 1]


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        (
            {"respond_by_on": date(2022, 1, 1)},
            "An answer cannot be due before the day on which the escalation was raised",
        ),
        (
            {"raised_on": date(2021, 8, 1), "respond_by_on": None},
            "An action cannot be escalated before the day it was opened",
        ),
    ],
)
def test_an_escalation_that_cannot_be_is_refused(starter_store, details, sentence):
    before = everything(starter_store)

    with pytest.raises(Refused, match=sentence):
        record(starter_store, "escalation", **details)

    assert everything(starter_store) == before
