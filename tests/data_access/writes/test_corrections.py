"""An entry that was wrong: a later one stands for it, and what was said stays in the store."""

from datetime import date

import pytest

from data_access import maintenance
from data_access.reads import read_snapshot
from data_access.store import Store
from data_access.writes import Overtaken, Refused
from metrics.point_in_time import as_at
from metrics.status_rules import known_at_meeting
from tests.data_access.contents import everything
from tests.data_access.stores import AT
from tests.data_access.valid_entries import DAY, record
from tests.sentences import CORRECTED_ALREADY, NOTHING_TO_REVIEW

NOTE = {"new_due_on": None, "change_reason": None, "agreed_by": None}
LATER = date(2022, 2, 14)


def notes_on(store: Store, day: date) -> list[str]:
    tables = as_at(read_snapshot(store).tables, day)
    return tables["action_update"]["note"].to_list()


def test_a_correction_stands_for_the_entry_and_both_are_kept(starter_store):
    record(starter_store, "action_update", **NOTE | {"note": "Wrong"})
    record(starter_store, "action_update", **NOTE | {"note": "Right", "corrects": 1})

    assert notes_on(starter_store, DAY) == ["Right"]
    kept = read_snapshot(starter_store).tables["action_update"]
    assert kept.select("note", "corrects").rows() == [("Wrong", None), ("Right", 1)]
    assert maintenance.faults(starter_store) == []


def test_an_entry_corrected_to_another_day_counts_on_that_day_only(starter_store):
    early = {"effective_on": date(2022, 1, 10)}
    record(starter_store, "action_update", **NOTE | early | {"note": "Wrong day"})
    record(starter_store, "action_update", **NOTE | {"note": "Right day", "corrects": 1})

    assert notes_on(starter_store, date(2022, 1, 10)) == []
    assert notes_on(starter_store, DAY) == ["Right day"]


def test_a_meeting_before_the_correction_saw_what_was_said_then(starter_store):
    record(starter_store, "action_update", **NOTE | {"note": "Wrong"})
    record(
        starter_store,
        "action_update",
        at=AT.replace(month=2, day=20),
        **NOTE | {"note": "Right", "corrects": 1},
    )
    tables = read_snapshot(starter_store).tables

    then = as_at(known_at_meeting(tables, LATER), LATER)

    assert then["action_update"]["note"].to_list() == ["Wrong"]


@pytest.mark.parametrize(
    ("corrects", "refusal", "sentence"),
    [
        (9, Refused, "There is no such entry to correct. Choose one from the list."),
        (1, Overtaken, CORRECTED_ALREADY),
    ],
)
@pytest.mark.parametrize("kind", ["action_update", "position"])
def test_only_the_newest_word_on_an_entry_can_be_corrected(
    starter_store, kind, corrects, refusal, sentence
):
    details = NOTE if kind == "action_update" else {}
    record(starter_store, kind, **details)
    record(starter_store, kind, **details | {"note": "Right", "corrects": 1})
    before = everything(starter_store)

    with pytest.raises(refusal, match=sentence):
        record(starter_store, kind, **details | {"note": "Again", "corrects": corrects})

    assert everything(starter_store) == before


def test_a_date_is_held_against_what_was_there_before_the_corrected_entry(starter_store):
    record(starter_store, "action_update")
    date_given = read_snapshot(starter_store).tables["action_update"]["new_due_on"][0]

    record(starter_store, "action_update", note="The same date, another note", corrects=1)

    dates = as_at(read_snapshot(starter_store).tables, DAY)["action_update"]["new_due_on"]
    assert dates.to_list() == [date_given]


@pytest.mark.parametrize("state", ["complete", "not being taken forward"])
def test_what_is_closed_has_no_next_review(starter_store, state):
    review = NOTE | {"waiting_on": None, "new_review_on": LATER}
    with pytest.raises(Refused, match=NOTHING_TO_REVIEW):
        record(starter_store, "action_update", **review | {"state": state})

    record(starter_store, "action_update", **NOTE | {"waiting_on": None, "state": state})
    before = everything(starter_store)
    with pytest.raises(Refused, match=NOTHING_TO_REVIEW):
        record(starter_store, "action_update", **review | {"state": None})

    assert everything(starter_store) == before


def test_where_complete_was_the_mistake_what_corrects_it_may_have_a_next_review(starter_store):
    record(starter_store, "action_update", **NOTE | {"waiting_on": None, "state": "complete"})

    still_open = NOTE | {"state": None, "waiting_on": None, "note": "Not complete at all"}
    record(starter_store, "action_update", **still_open, new_review_on=LATER, corrects=1)

    assert notes_on(starter_store, DAY) == ["Not complete at all"]
    kept = read_snapshot(starter_store).tables["action_update"]
    assert kept["new_review_on"].to_list() == [None, LATER]
