"""Two writers at the same thing: the second is told, and loses nothing that was typed."""

import pytest

from data_access.writes import Overtaken
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import EMPTY_UPDATE, prepare, record


@pytest.mark.parametrize(
    ("kind", "what"), [("action_update", "waiting on another body"), ("position", "under way")]
)
def test_the_second_of_two_writers_is_told_and_can_save_after_looking_again(
    starter_store, kind, what
):
    second = {"by": "Second writer", "note": "Mine", "seen": 0}
    if kind == "action_update":
        second |= EMPTY_UPDATE | {"note": "Mine", "seen": 0}
    record(starter_store, kind, by="First writer", seen=0)
    before = everything(starter_store)

    with pytest.raises(Overtaken) as overtaken:
        record(starter_store, kind, **second)

    assert str(overtaken.value) == (
        "First writer recorded something on it since you opened this page "
        f"(from 31/01/2022: {what}). What you typed is still here: "
        "look at the newest entry, then save again."
    )
    assert everything(starter_store) == before

    record(starter_store, kind, **second | {"seen": 1})
    assert [row["recorded_by"] for row in rows(starter_store, kind)] == [
        "First writer",
        "Second writer",
    ]


def test_writers_on_different_actions_or_voices_do_not_meet(starter_store):
    record(starter_store, "action_update", action="A1", seen=0)
    record(starter_store, "action_update", action="A2", seen=0)
    record(starter_store, "position", voice="force", seen=0)
    record(starter_store, "position", voice="cps", seen=0)

    assert [row["action"] for row in rows(starter_store, "action_update")] == ["A1", "A2"]
    assert [row["voice"] for row in rows(starter_store, "position")] == ["force", "cps"]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("resolution", "The escalation was already resolved on 31/01/2022."),
        ("decision_done", "The decision was already marked as done on 31/01/2022."),
        ("answer", "The question was already answered on 31/01/2022."),
    ],
)
def test_what_is_filled_in_once_is_not_filled_in_again(starter_store, kind, sentence):
    prepare(starter_store, kind)
    record(starter_store, kind)
    before = everything(starter_store)

    with pytest.raises(Overtaken) as overtaken:
        record(starter_store, kind)

    assert str(overtaken.value) == sentence
    assert everything(starter_store) == before
