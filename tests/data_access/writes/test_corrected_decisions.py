"""A decision or question is corrected by a later entry, which keeps how it was settled."""

from datetime import date

import pytest

from data_access.reads import read_snapshot
from data_access.writes import Overtaken, Refused
from metrics.day_state import day_state_on
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import DAY, prepare, record

# Each kind with what settles it, the field of its words, and the columns that settling fills in.
KINDS = [
    ("decision", "decision_done", "text", ("done_on",)),
    ("ask", "answer", "what", ("answer", "answered_on")),
]


@pytest.mark.parametrize(("kind", "settled_by", "words", "columns"), KINDS)
def test_a_corrected_entry_stands_for_the_wrong_one_and_keeps_how_it_was_settled(
    starter_store, kind, settled_by, words, columns
):
    prepare(starter_store, settled_by)
    record(starter_store, settled_by)
    (wrong,) = rows(starter_store, kind)

    record(starter_store, kind, corrects=1, **{words: "Meant"})

    was, correction = rows(starter_store, kind)
    assert was == wrong
    assert [correction[column] for column in columns] == [wrong[column] for column in columns]
    (shown,) = day_state_on(DAY, read_snapshot(starter_store).tables).tables[kind].to_dicts()
    assert (shown["id"], shown[words], shown["corrects"]) == (2, "Meant", 1)


@pytest.mark.parametrize(("kind", "settled_by", "words", "columns"), KINDS)
def test_a_wrong_entry_is_corrected_once_and_settled_no_more(
    starter_store, kind, settled_by, words, columns
):
    prepare(starter_store, settled_by)
    record(starter_store, kind, corrects=1, **{words: "Meant"})
    before = everything(starter_store)

    with pytest.raises(Refused, match="There is no such entry to correct"):
        record(starter_store, kind, corrects=9)
    with pytest.raises(Overtaken, match="That entry was corrected already"):
        record(starter_store, kind, corrects=1)
    with pytest.raises(Overtaken, match="That entry was corrected meanwhile"):
        record(starter_store, settled_by)
    assert everything(starter_store) == before

    record(starter_store, settled_by, **{kind: 2})
    assert all(rows(starter_store, kind)[1][column] for column in columns)


def test_a_correction_cannot_contradict_how_the_entry_was_settled(starter_store):
    for kind in ("decision_done", "answer"):
        prepare(starter_store, kind) if kind == "decision_done" else record(starter_store, "ask")
        record(starter_store, kind)
    late = record(starter_store, "meeting", held_on=date(2022, 2, 1))
    before = everything(starter_store)

    with pytest.raises(Refused, match="A decision cannot be done before its meeting"):
        record(starter_store, "decision", corrects=1, meeting=late)
    with pytest.raises(Refused, match="The answer cannot be from before the day it was asked"):
        record(starter_store, "ask", corrects=1, asked_on=date(2022, 2, 1))
    assert everything(starter_store) == before
