"""Entries recorded together: the history of entries recorded one by one, or nothing at all."""

from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.store import open_store, sqlite_url
from data_access.vocabulary import State, Voice
from data_access.writes import Refused, SeveralRefused
from tests.data_access.contents import everything
from tests.data_access.stores import file_of
from tests.data_access.valid_entries import AT, BY

SINCE = date(2021, 11, 18)
COMPLETE = schemas.NewPosition(
    requirement="rape-1/1", voice=Voice.FORCE, state=State.COMPLETE, effective_on=SINCE, seen=0
)
UNDER_WAY = schemas.NewPosition(
    requirement="rape-1/1",
    voice=Voice.CPS,
    state=State.UNDER_WAY,
    effective_on=SINCE,
    note="Letter",
)
AGREED = schemas.NewActionUpdate(
    action="A1",
    effective_on=SINCE,
    state=State.UNDER_WAY,
    new_due_on=date(2022, 3, 31),
    agreed_by="Board",
    seen=0,
)
FACTS = (COMPLETE, UNDER_WAY, AGREED)
TOO_EARLY = AGREED.model_copy(update={"action": "A2", "effective_on": date(2021, 1, 1)})
AFTER_TODAY = UNDER_WAY.model_copy(update={"effective_on": date(2022, 2, 2)})


def history(store):
    tables = read_snapshot(store).tables
    return {
        name: tables[name].rows()
        for name in ("position", "action_update", "judgement", "evidence", "action")
    }


def audited(store):
    events = everything(store)["audit_event"]
    return [
        (row["who"], row["what"], row["subject"])
        for row in events
        if row["what"].startswith("record")
    ]


def test_facts_recorded_together_have_the_history_of_facts_recorded_one_by_one(
    file_store, tmp_path
):
    one_by_one = open_store(sqlite_url(Path(copy(file_of(file_store), tmp_path / "one-by-one.db"))))
    for fact in FACTS:
        writes.record(one_by_one, fact, by=BY, at=AT)
    before = read_snapshot(file_store).revision.number

    numbers = writes.record_together(file_store, FACTS, by=BY, at=AT)

    assert numbers == [1, 2, 1]
    assert history(file_store) == history(one_by_one)
    assert audited(file_store) == [*audited(one_by_one), (BY, "record together", "3 entries")]
    assert read_snapshot(file_store).revision.number == before + 1


def test_one_wrong_entry_keeps_all_from_being_recorded_and_each_wrong_one_is_named(starter_store):
    before = everything(starter_store)

    with pytest.raises(SeveralRefused) as refused:
        writes.record_together(
            starter_store, [COMPLETE, TOO_EARLY, AGREED, AFTER_TODAY], by=BY, at=AT
        )

    assert {place: str(each) for place, each in refused.value.refusals.items()} == {
        1: "The update cannot be from before the action was opened.",
        3: "The day from which it counts is in the future.",
    }
    assert everything(starter_store) == before


def test_entries_tried_together_are_not_recorded(starter_store):
    before = everything(starter_store)

    writes.record_together(starter_store.trial(), FACTS, by=BY, at=AT)

    assert everything(starter_store) == before


def test_a_writer_who_missed_an_entry_is_told_at_its_place(starter_store):
    writes.record(starter_store, COMPLETE, by="First writer", at=AT)

    with pytest.raises(SeveralRefused) as refused:
        writes.record_together(starter_store, [UNDER_WAY, COMPLETE], by=BY, at=AT)

    assert list(refused.value.refusals) == [1]
    assert str(refused.value.refusals[1]).startswith("First writer recorded something on it")


def test_a_name_is_wanted_of_them_all(starter_store):
    with pytest.raises(Refused):
        writes.record_together(starter_store, FACTS, by=" ", at=AT)
