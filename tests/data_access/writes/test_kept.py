"""Everything that can be recorded is kept whole, and nothing recorded earlier changes."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import BOARD, BY, KINDS, VALID, prepare, record

STAMP = {"recorded_at": "2022-02-01 10:30:00.000000", "recorded_by": BY}


def as_kept(values):
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


@pytest.mark.parametrize(
    ("kind", "row_id", "added"),
    [
        ("meeting", 1, {"ref": BOARD, "planned_on": None, "chair": None, "members": None}),
        ("position", 1, {"corrects": None}),
        ("judgement", 1, {}),
        (
            "evidence",
            73,
            {
                "ref": "E73",
                "date_basis": "stated",
                "quote_paragraph": None,
                "stated_as": None,
                "figure_owed": 1,
            },
        ),
        (
            "action",
            63,
            {
                "ref": "A58",
                "kind": "action",
                "said_by": None,
                "time_stated": None,
                "latest_on": None,
                "quote_paragraph": None,
                "stated_as": None,
            },
        ),
        ("action_update", 1, {"new_review_on": None, "corrects": None}),
        ("occurrence", 1, {"corrects": None}),
        ("escalation", 1, {"ref": "X1", "resolved_on": None, "outcome": "open"}),
        ("decision", 1, {"done_on": None, "corrects": None}),
        ("ask", 1, {"answer": None, "answered_on": None, "corrects": None}),
        ("saved_view", 1, {"takes_off": None}),
    ],
)
def test_an_entry_is_kept_whole_with_its_moment_and_writer_under_its_name(
    starter_store, kind, row_id, added
):
    prepare(starter_store, kind)
    name = record(starter_store, kind)

    assert rows(starter_store, kind)[-1] == as_kept(VALID[kind]) | {"id": row_id} | STAMP | added
    assert name == added.get("ref", row_id)


@pytest.mark.parametrize(
    ("kind", "table", "filled"),
    [
        ("resolution", "escalation", {"outcome": "changed", "resolved_on": "2022-01-31"}),
        ("decision_done", "decision", {"done_on": "2022-01-31"}),
        ("answer", "ask", {"answer": "Thirty of forty.", "answered_on": "2022-01-31"}),
    ],
)
def test_what_ends_something_is_filled_in_and_nothing_else_changes(
    starter_store, kind, table, filled
):
    prepare(starter_store, kind)
    before = rows(starter_store, table)
    record(starter_store, kind, by="Somebody else")

    assert rows(starter_store, table) == [before[0] | filled]


@pytest.mark.parametrize(
    ("kind", "what", "subject"),
    [
        ("meeting", "record meeting", BOARD),
        ("position", "record position", "rape-1/1, force"),
        ("judgement", "record judgement", "rape-1/1"),
        ("evidence", "record evidence", "A2"),
        ("action", "record action", "rape-1/1"),
        ("action_update", "record action update", "A2"),
        ("frequency", "record frequency", "A2"),
        ("escalation", "record escalation", "A2"),
        ("resolution", "record resolution", "X1"),
        ("decision", "record decision", BOARD),
        ("decision_done", "record decision done", "decision 1"),
        ("ask", "record ask", "force"),
        ("answer", "record answer", "ask 1"),
        ("meeting_correction", "record meeting correction", BOARD),
        ("action_correction", "record action correction", "A2"),
        ("escalation_correction", "record escalation correction", "X1"),
        ("judgement_correction", "record judgement correction", "1"),
        ("evidence_correction", "record evidence correction", "E73"),
        ("saved_view", "record saved view", "explore"),
        ("view_taken_off", "record view taken off", "view 1"),
        (
            "sealed_document",
            "record document given out",
            "briefing pack as at 2022-01-31, reference 0123ABCD",
        ),
    ],
)
def test_each_entry_is_one_audit_event_and_one_step_of_the_revision(
    starter_store, kind, what, subject
):
    prepare(starter_store, kind)
    before = everything(starter_store)
    record(starter_store, kind)
    after = everything(starter_store)

    assert after["store_revision"][0]["revision"] == before["store_revision"][0]["revision"] + 1
    assert after["audit_event"][:-1] == before["audit_event"]
    assert after["audit_event"][-1] == {
        "id": len(after["audit_event"]),
        "at": "2022-02-01 10:30:00.000000",
        "who": BY,
        "what": what,
        "subject": subject,
        "detail": None,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_no_earlier_row_changes_but_for_what_is_filled_in_once(starter_store, kind):
    prepare(starter_store, kind)
    before = everything(starter_store)
    record(starter_store, kind)
    after = everything(starter_store)

    ended = {
        "resolution": "escalation",
        "decision_done": "decision",
        "answer": "ask",
        "meeting_correction": "meeting",
        **{
            f"{each}_correction": each for each in ("action", "escalation", "judgement", "evidence")
        },
    }.get(kind)
    for table in before.keys() - {"store_revision", ended}:
        assert after[table][: len(before[table])] == before[table]


def test_a_moment_from_another_zone_is_kept_as_utc(starter_store):
    summer_time = timezone(timedelta(hours=1))
    record(starter_store, "position", at=datetime(2022, 2, 1, 11, 30, tzinfo=summer_time))

    assert rows(starter_store, "position")[0]["recorded_at"] == STAMP["recorded_at"]
    assert rows(starter_store, "audit_event")[-1]["at"] == STAMP["recorded_at"]


def test_white_space_around_words_is_left_out_and_blank_words_are_none(starter_store):
    record(starter_store, "position", by=f"  {BY} ", note="   ")
    record(starter_store, "action", title="  Look again\n", owner_role="")

    assert [rows(starter_store, "position")[0][name] for name in ("note", "recorded_by")] == [
        None,
        BY,
    ]
    newest = rows(starter_store, "action")[-1]
    assert [newest["title"], newest["owner_role"]] == ["Look again", None]
