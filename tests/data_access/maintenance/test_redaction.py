"""A text that should never have been there is gone for good."""

import pytest

from data_access import maintenance, schemas
from data_access.maintenance.redaction import REDACTABLE, SCHEMAS
from data_access.reads import read_snapshot
from data_access.store import StoreProblem
from data_access.tables import METADATA
from data_access.text_types import free_text_fields
from tests.data_access import contents
from tests.data_access.stores import AT, file_of, note, rows_of

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
        ("action", 1, "quote", "action.quote is not a text that can be blanked."),
        ("recipes", 1, "name", "recipes.name is not a text that can be blanked."),
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
    typed = {each for each in schemas.Entry.__subclasses__() if free_text_fields(each)}

    assert typed == {schema for of_table in SCHEMAS.values() for schema in of_table}
    for table, columns in REDACTABLE.items():
        assert set(columns) <= set(METADATA.tables[table].columns.keys())


def test_the_refusal_names_every_text_that_can_be_blanked(starter_store):
    with pytest.raises(StoreProblem) as refused:
        maintenance.redact(starter_store, "action", 1, "quote", by="A. Writer", at=AT)

    named = str(refused.value).partition("These are: ")[2]
    assert named.startswith("position: note; judgement: reasons, given_by; evidence: title, link; ")
    assert "; action_update: note, waiting_on, agreed_by" in named
    assert named.endswith(
        "; ask: what, answer; saved_view: name; exact_count_look: reason, allowed_by; "
        "counted_quarter: reason."
    )
