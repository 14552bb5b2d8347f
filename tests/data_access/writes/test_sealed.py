"""What was given out is kept as it was, with its hash, to whom and by whom."""

import json

import pytest

from data_access.maintenance import redact, redact_text
from data_access.reads import read_sealed_content, read_snapshot
from data_access.writes import Refused
from data_access.writes.office import seal_of
from tests.data_access.contents import rows
from tests.data_access.valid_entries import AT, BOARD, BY, VALID, prepare, record

CONTENT = VALID["sealed_document"]["content"]


def is_sealed(store):
    (kept,) = read_snapshot(store).tables["sealed_document"].to_dicts()
    return seal_of(kept, read_sealed_content(store, "G1") or "") == kept["sha256"]


CHANGES_BY_HAND = (
    "sealed_content SET content = replace(content, 'pack', 'pact')",
    "sealed_document SET given_to = 'The panel.'",
    "sealed_document SET as_at = '2022-01-30'",
    "sealed_document SET compared_on = NULL",
    "sealed_document SET reference = '0123ABCE'",
    "sealed_document SET recorded_by = 'A. Nother'",
    "sealed_document SET recorded_at = '2022-02-01 10:30:00.000001'",
)


@pytest.mark.parametrize("change", CHANGES_BY_HAND)
def test_whatever_is_changed_by_hand_of_what_was_given_out_breaks_its_seal(starter_store, change):
    prepare(starter_store, "sealed_document")
    record(starter_store, "sealed_document")
    was = is_sealed(starter_store)
    with starter_store.writing(BY, "redact", "sealed_document 1", at=AT) as session:
        session.connection().exec_driver_sql(f"UPDATE {change}")

    assert (was, is_sealed(starter_store)) == (True, False)


def test_a_document_is_kept_with_its_hash_and_its_content_apart(starter_store):
    prepare(starter_store, "sealed_document")

    assert record(starter_store, "sealed_document") == "G1"
    (kept,) = read_snapshot(starter_store).tables["sealed_document"].to_dicts()
    assert rows(starter_store, "sealed_document") == [
        {
            "id": 1,
            "ref": "G1",
            "kind": "briefing pack",
            "title": "Briefing pack: Rape inspection, phase one",
            "reference": "0123ABCD",
            "sha256": seal_of(kept, CONTENT),
            "as_at": "2022-01-31",
            "inspection": "rape-1",
            "compared_on": "2021-11-24",
            "meeting": BOARD,
            "given_to": "The panel",
            "recorded_at": "2022-02-01 10:30:00.000000",
            "recorded_by": BY,
        }
    ]
    assert read_sealed_content(starter_store, "G1") == CONTENT
    assert read_sealed_content(starter_store, "G2") is None
    assert "sealed_content" not in read_snapshot(starter_store).tables


def test_the_same_pack_given_out_again_is_kept_again(starter_store):
    prepare(starter_store, "sealed_document")
    refs = [record(starter_store, "sealed_document") for _ in range(2)]

    assert refs == ["G1", "G2"]


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"meeting": None, "given_to": " "}, "Say to which meeting it was given, or to whom."),
        (
            {"meeting": "board-2030-01-01"},
            "There is no meeting board-2030-01-01. Choose one from the list.",
        ),
        ({"inspection": "rape-9"}, "There is no inspection rape-9. Choose one from the list."),
    ],
)
def test_what_was_given_to_nobody_or_is_of_nothing_is_refused(starter_store, details, sentence):
    prepare(starter_store, "sealed_document")

    with pytest.raises(Refused) as refusal:
        record(starter_store, "sealed_document", **details)

    assert sentence in str(refusal.value)
    assert rows(starter_store, "sealed_document") == []


def test_a_name_is_taken_out_of_what_was_given_out_and_its_picture_is_left(starter_store):
    prepare(starter_store, "sealed_document")
    said = {"rows": [[["By Zanzibar marmalade.", True]]], "png": "Zanzibar marmalade"}
    record(starter_store, "sealed_document", content=json.dumps(said))
    redact_text(starter_store, "Zanzibar marmalade", by=BY, at=AT)
    left = read_sealed_content(starter_store, "G1")

    assert json.loads(left or "") == {
        "rows": [[["By [redacted].", True]]],
        "png": "Zanzibar marmalade",
    }
    assert not is_sealed(starter_store)


def test_all_that_was_said_can_be_blanked(starter_store):
    prepare(starter_store, "sealed_document")
    record(starter_store, "sealed_document")
    redact(starter_store, "sealed_content", 1, "content", by=BY, at=AT)

    assert read_sealed_content(starter_store, "G1") == "{}"


def test_blanking_a_text_takes_it_out_of_what_was_given_out_too(starter_store):
    prepare(starter_store, "sealed_document")
    record(starter_store, "position", note="Zanzibar marmalade came.")
    record(starter_store, "sealed_document", content='{"a":"He said: Zanzibar marmalade came."}')
    redact(starter_store, "position", 1, "note", by=BY, at=AT)

    assert read_sealed_content(starter_store, "G1") == '{"a": "He said: [redacted]"}'
