"""Who leads an action and who answers for it changes by entries, each with who says so and why."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from data_access.reads import read_snapshot
from data_access.writes import Refused
from metrics.day_state import day_state_on
from tests.data_access.contents import everything
from tests.data_access.valid_entries import EMPTY_UPDATE, record

ACTION, WITHOUT_OWNER = "A2", "A4"
WHO_AND_WHY = "Say who hands it over, and give the reason."
ONE_A_DAY = "The action was handed over on 31/01/2022 already: correct that entry instead."
BY_THE_BOARD = {"handed_over_by": "The board", "note": "It is the prosecutors’ work."}


def hand_over(store, **details):
    given = EMPTY_UPDATE | {"action": ACTION, "effective_on": date(2022, 1, 31)} | details
    return record(store, "action_update", **given)


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"new_lead": "cps"}, WHO_AND_WHY),
        ({"new_lead": "cps", "note": "Because."}, WHO_AND_WHY),
        ({"new_lead": "cps", "handed_over_by": "The board"}, WHO_AND_WHY),
        (
            {"new_lead": "nobody"} | BY_THE_BOARD,
            "There is no organisation nobody. Choose one from the list.",
        ),
        (
            {"new_lead": "force"} | BY_THE_BOARD,
            "The action has this lead and owner already: name another.",
        ),
        ({"handed_over_by": "The board", "note": "So"}, "Say to whom it is handed over."),
        (
            {"new_owner": "Detective inspector; unit head"} | BY_THE_BOARD,
            "New owner: name one role: an action has one owner, and others help.",
        ),
    ],
)
def test_a_hand_over_that_is_not_one_is_refused_and_nothing_is_written(
    starter_store, details, sentence
):
    before = everything(starter_store)

    with pytest.raises(Refused) as refused:
        hand_over(starter_store, **details)

    assert str(refused.value) == sentence
    assert everything(starter_store) == before


def test_an_action_has_one_owner_a_day_and_a_changed_one_needs_who_and_why(starter_store):
    nobody_yet, day = {"action": WITHOUT_OWNER}, {"effective_on": date(2022, 2, 1)}
    hand_over(starter_store, new_owner="RaSSO lead", **nobody_yet)
    before = everything(starter_store)

    refusals: list[tuple[str, dict[str, Any]]] = [
        (ONE_A_DAY, {"new_owner": "Unit head"} | BY_THE_BOARD),
        (WHO_AND_WHY, {"new_owner": "Unit head"} | day),
        (
            "The action has this lead and owner already: name another.",
            {"new_owner": "RaSSO lead"} | day,
        ),
    ]
    for sentence, details in refusals:
        with pytest.raises(Refused) as refused:
            hand_over(starter_store, **nobody_yet, **details)
        assert str(refused.value) == sentence
    assert everything(starter_store) == before

    hand_over(starter_store, new_owner="Unit head", **nobody_yet, **day, **BY_THE_BOARD)


def test_who_has_an_action_on_a_day_is_who_had_it_then(starter_store):
    hand_over(starter_store, new_lead="cps", new_owner="Unit head, RaSSO", **BY_THE_BOARD)
    hand_over(starter_store, new_lead="home-office", effective_on=date(2022, 2, 1), **BY_THE_BOARD)

    tables = read_snapshot(starter_store).tables
    has = {}
    for day in (30, 31, 32):
        state = day_state_on(date(2022, 1, 1) + timedelta(days=day - 1), tables)
        has[day] = state.actions.filter(pl.col("ref") == ACTION).row(0, named=True)
    assert [(row["lead"], row["owner_role"]) for row in has.values()] == [
        ("Devon and Cornwall Police", "RaSSO Portfolio"),
        ("CPS South West", "Unit head, RaSSO"),
        ("Home Office", None),
    ]
