"""A text that should never have been there is gone for good."""

import pytest

from data_access import maintenance, schemas
from data_access.maintenance.text_places import text_columns
from data_access.reads import read_snapshot
from data_access.store import StoreProblem
from tests.data_access import contents
from tests.data_access.stores import AT, file_of, note, rows_of
from tests.data_access.valid_entries import free_text_fields

# Typed, and recorded under another name.
NOT_COLUMNS: set[str] = set()
SECRET = "Zanzibar marmalade"


def test_a_redacted_text_is_gone_from_the_rows(starter_store):
    note(starter_store, SECRET)

    maintenance.redact(starter_store, "action_update", 1, "note", by="A. Writer", at=AT)

    after = read_snapshot(starter_store)
    assert after.tables["action_update"]["note"].to_list() == ["[redacted]"]
    event = after.tables["audit_event"].row(-1, named=True)
    assert {k: event[k] for k in ("at", "who", "what", "subject", "detail")} == {
        "at": AT,
        "who": "A. Writer",
        "what": "redact",
        "subject": "action_update 1",
        "detail": "note",
    }
    assert SECRET not in str(contents.everything(starter_store))
    assert maintenance.faults(starter_store) == []


def test_a_redacted_text_is_gone_from_the_bytes_of_a_file(file_store):
    note(file_store, SECRET)

    maintenance.redact(file_store, "action_update", 1, "note", by="A. Writer", at=AT)

    left = [path for path in file_of(file_store).parent.iterdir() if path.is_file()]
    assert [path for path in left if SECRET.encode() in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("table", "row", "column", "sentence"),
    [
        ("action_update", 9, "note", "action_update has no row 9 with a text in note."),
        ("action_update", 1, "agreed_by", "action_update has no row 1 with a text in agreed_by."),
        ("action", 1, "ref", "action.ref is not a text that can be blanked."),
        ("recipes", 1, "name", "recipes is no table with texts that can be blanked."),
        (
            *("comment", 1, "voice"),
            "comment.voice is not a text that can be blanked. These are: text, section.",
        ),
    ],
)
def test_what_cannot_be_redacted_is_refused_and_nothing_is_written(
    starter_store, table, row, column, sentence
):
    note(starter_store)
    before = read_snapshot(starter_store)

    with pytest.raises(StoreProblem) as refusal:
        maintenance.redact(starter_store, table, row, column, by="A. Writer", at=AT)

    assert str(refusal.value).startswith(sentence)
    assert rows_of(read_snapshot(starter_store)) == rows_of(before)


def test_every_text_that_a_person_types_can_be_blanked():
    typed = {name for each in schemas.Entry.__subclasses__() for name in free_text_fields(each)}

    assert typed - {name for columns in text_columns().values() for name in columns} == NOT_COLUMNS


@pytest.mark.parametrize("column", ["quote", "quote_section", "recorded_by", "title"])
def test_a_quote_a_source_and_a_recorder_can_be_blanked(starter_store, column):
    maintenance.redact(starter_store, "action", 1, column, by="A. Writer", at=AT)

    assert read_snapshot(starter_store).tables["action"][column][0] == "[redacted]"
