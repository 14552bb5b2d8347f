"""Entries that a form must never accept: the message is plain, and every table is unchanged."""

from datetime import date

import pytest

from data_access.writes import Refused
from tests.data_access.contents import everything
from tests.data_access.valid_entries import EMPTY_UPDATE, KINDS, VALID, prepare, record
from tests.sentences import LOOKS_LIKE_CASE, REVIEW_TOO_EARLY

A_NOTE = EMPTY_UPDATE | {"note": VALID["action_update"]["note"]}
REVIEW = A_NOTE | {"new_review_on": date(2022, 3, 31)}


@pytest.mark.parametrize(
    ("earlier", "details", "sentence"),
    [
        (None, REVIEW | {"new_review_on": date(2022, 1, 30)}, REVIEW_TOO_EARLY),
        (
            {},
            {"new_due_on": date(2022, 5, 31), "change_reason": None},
            "Say why the date changes.",
        ),
        ({}, {}, "The action has this date already: give another one."),
        (
            None,
            A_NOTE | {"change_reason": "partner"},
            "Give the new date that was agreed.",
        ),
    ],
)
def test_an_update_that_does_not_fit_the_action_is_refused(
    starter_store, earlier, details, sentence
):
    if earlier is not None:
        record(starter_store, "action_update", **earlier)
    before = everything(starter_store)

    with pytest.raises(Refused) as refused:
        record(starter_store, "action_update", **details)

    assert str(refused.value) == sentence
    assert everything(starter_store) == before


# Fields that name a row or a page by its ref; a link is tried as an address.
REFS = {
    *("requirement", "action", "evidence", "supplies", "meeting", "escalation", "subject"),
    *("recurrence", "kind", "item"),
    *("lead_organisation", "new_lead", "of_whom", "page", "link"),
}
# What the program fills in of a document that was given out.
FILLED_IN = {("sealed_document", name) for name in ("title", "reference", "inspection", "content")}
# Every box of every form into which words are typed.
WORDS = [
    (kind, name)
    for kind, entry in KINDS.items()
    for name, field in entry.model_fields.items()
    if "str" in str(field.annotation) and name not in REFS and (kind, name) not in FILLED_IN
]


@pytest.mark.parametrize("reference", ["CR/012345/21", "50/1234/21", "crime number 12345"])
@pytest.mark.parametrize(("kind", "field"), WORDS)
def test_a_reference_of_a_case_typed_into_any_box_is_refused(starter_store, kind, field, reference):
    prepare(starter_store, kind)
    before = everything(starter_store)

    with pytest.raises(Refused) as refused:
        record(starter_store, kind, **{field: f"She asked about {reference} again."})

    assert str(refused.value) == (f"{field.replace('_', ' ').capitalize()}{LOOKS_LIKE_CASE}")
    assert reference not in str(refused.value)
    assert everything(starter_store) == before
