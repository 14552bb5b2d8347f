"""Errors in a file of content, and their messages: where, why, and what to do."""

from datetime import date

import polars as pl
import pytest

from data_access import schemas, writes
from data_access.intake.models import Upload
from data_access.intake.table_specs import CONTENT_FIRST, WHOLE_ROW
from data_access.intake.upsert.content import upsert_content
from data_access.intake.validation.errors import ValidationError
from tests.data_access.contents import everything
from tests.data_access.intake.office import bring
from tests.data_access.intake.phase_two import (
    ACTION,
    AT,
    BY,
    COMMENT,
    PHASE_TWO,
    STATED,
    VALID,
    Row,
    begin,
    frame,
    load,
    refused,
    undone,
)
from tests.sentences import DUE_TOO_EARLY, HELD_IN_FUTURE, NAME_NO_CASE, UPDATE_TOO_EARLY


def wrong(table, column, rule, todo, **details):
    name = f"{table} {rule} {' '.join(details)}"
    return pytest.param(table, details, (column, rule, todo), id=name)


IN_USE = "Give this row one of its own, or the reference of the row that has it."
SHORT_NAME = "Write at most 40 small letters, digits and hyphens, like the example."
OWN_REF = "A letter and a number is given by the service: write a reference of your own."
FIT = (
    'Give the day of the answer with "stated", or leave it out with "not stated; due date used"; '
    "leave out both while there is no answer."
)
MEND_DAY = "Mend this day, or the day of publication."
PUBLISHED = "The inspection was published on 25/02/2022: give that day or later."
EARLY = date(2022, 2, 24)
NEXT_DAY = date(2022, 6, 2)
A_POSTCODE = f"This looks like a postcode. {NAME_NO_CASE}"
FAULTS = [
    # One cell
    wrong("action", "Title", "may identify a person", A_POSTCODE, ref="p2-9", title="PL1 2AB"),
    wrong("organisation", "Reference", "not a short name", SHORT_NAME, ref="Jane Smith"),
    wrong("organisation", "Reference", "not a short name", SHORT_NAME, ref="x" * 41),
    wrong(
        "organisation",
        "Reference",
        "may identify a person",
        f"This looks like a crime or case reference. {NAME_NO_CASE}",
        ref="50/1234/21",
    ),
    wrong(
        "finding",
        "Number",
        "not such a number",
        "Write a whole number from 1 to 9999.",
        number=10_000,
    ),
    wrong(
        "requirement",
        "Part",
        "not a part",
        "Write main where there is one part, else a small letter.",
        part="Part A",
    ),
    # References
    wrong(
        "finding",
        "Inspection",
        "points at nothing",
        "Load the inspection first, or mend the reference.",
        inspection="rape-9",
    ),
    wrong(
        "action",
        "Lead",
        "points at nothing",
        "Load the organisation first, or mend the reference.",
        lead_organisation="nobody",
    ),
    wrong(
        "evidence",
        "Supplies",
        "points at nothing",
        "Load the action or evidence that claims the figure first, or mend the reference.",
        ref="p2-e9",
        supplies="p2-e10",
    ),
    # Between columns and rows
    wrong("organisation", "Name", "in use for another row", IN_USE, name="CPS South West"),
    wrong("organisation", "Name", "in use for another row", IN_USE, ref="other"),
    wrong(
        "recommendation", "Number", "in use for another row", IN_USE, ref="rape-2/other", number=1
    ),
    wrong("requirement", "Part", "in use for another row", IN_USE, ref="rape-2/other"),
    *(
        wrong("inspection", heading, "before it was published", MEND_DAY, **{name: EARLY})
        for name, heading in (
            ("response_due_stated_on", "Answer due, as stated"),
            ("response_due_computed_on", "Statutory deadline"),
            ("responded_on", "Answered on"),
        )
    ),
    wrong(
        "inspection",
        "How the day is known",
        "does not fit the day of the answer",
        FIT,
        responded_on=None,
    ),
    wrong(
        "inspection",
        "How the day is known",
        "does not fit the day of the answer",
        FIT,
        date_basis="not stated; due date used",
    ),
    wrong(
        "inspection",
        "How the day is known",
        "there is no due date to use",
        "The law asks for no answer to it: give the day on which it was answered, or a day by "
        "which an answer was asked for.",
        date_basis="not stated; due date used",
        responded_on=None,
        response_due_stated_on=None,
        answer_owed=False,
    ),
    wrong(
        "inspection",
        "Published on",
        "after something said of it",
        "Something said of it counts from 14/04/2022: give that day or before.",
        published_on=date(2022, 4, 15),
        responded_on=date(2022, 4, 15),
        response_due_stated_on=None,
        response_due_computed_on=None,
    ),
    wrong("requirement", "Due on", "before the inspection was published", PUBLISHED, due_on=EARLY),
    wrong(
        "requirement",
        "Due on",
        "a day without a kind of deadline",
        "Say what kind of deadline it is.",
        deadline_kind="none",
    ),
    wrong("comment", "From", "before the inspection was published", PUBLISHED, effective_on=EARLY),
    wrong(
        "stated_position",
        "From",
        "before the inspection was published",
        PUBLISHED,
        effective_on=EARLY,
    ),
    wrong(
        "stated_position",
        "Quote",
        "a position without its words",
        "Give the words of the response.",
        quote=None,
    ),
    wrong(
        "stated_position",
        "Quote",
        "words on what is not mentioned",
        "Take the words out, or give the position that they state.",
        stated_as="not mentioned",
    ),
    # As the forms have it
    wrong("action", "Reference", "not the office’s to give", OWN_REF, ref="A99"),
    wrong("action", "Reference", "not the office’s to give", OWN_REF, ref="x7"),
    wrong("evidence", "Reference", "not the office’s to give", OWN_REF, ref="E99"),
    wrong("action", "Reference", "not a short name", SHORT_NAME, ref="P2-1"),
    wrong(
        "evidence",
        "Reference",
        "in use for another row",
        "An action or a piece of evidence has it: write another.",
        ref="p2-1",
    ),
    wrong(
        "action",
        WHOLE_ROW,
        "recorded already, and otherwise",
        "It is recorded already with another Lead and Original due date: record an update instead.",
        lead_organisation="cps",
        first_due_on=date(2022, 7, 31),
    ),
    wrong(
        "evidence",
        WHOLE_ROW,
        "recorded already, and otherwise",
        "It is recorded already with another Strength: record it anew under a reference of its "
        "own instead.",
        strength=None,
    ),
    wrong("meeting", WHOLE_ROW, "cannot be recorded", HELD_IN_FUTURE, held_on=NEXT_DAY),
    wrong(
        "action",
        WHOLE_ROW,
        "cannot be recorded",
        DUE_TOO_EARLY,
        ref="p2-9",
        first_due_on=date(2022, 4, 19),
    ),
    wrong(
        "action",
        WHOLE_ROW,
        "cannot be recorded",
        "The inspection was published on 25/02/2022: give that day or a later one.",
        ref="p2-9",
        opened_on=EARLY,
    ),
    wrong(
        "action",
        "Title",
        "cannot be recorded",
        "Write at most 4000 characters.",
        ref="p2-9",
        title="x" * 4001,
    ),
    wrong(
        "action_update",
        WHOLE_ROW,
        "cannot be recorded",
        UPDATE_TOO_EARLY,
        effective_on=date(2022, 4, 19),
    ),
    wrong(
        "action_update",
        WHOLE_ROW,
        "cannot be recorded",
        "Say why the date changes.",
        new_due_on=date(2022, 12, 31),
        agreed_by="The board",
    ),
    wrong(
        "evidence",
        WHOLE_ROW,
        "cannot be recorded",
        "p2-e2 claims no figure: choose another claim.",
        ref="p2-e9",
        supplies="p2-e2",
    ),
]


@pytest.mark.parametrize(("table", "details", "fault"), FAULTS)
def test_a_row_that_breaks_a_rule_is_named_with_what_to_do(loaded, table, details, fault):
    before = everything(loaded)

    assert refused(loaded, table, VALID[table] | details) == [ValidationError(2, *fault)]
    assert everything(loaded) == before


PAPERS = {table: PHASE_TWO[table] for table in ("inspection", "recommendation", "requirement")}
SAID_ON = date(2022, 5, 10)
SAID: dict[str, Row] = {
    "comment": COMMENT | {"effective_on": SAID_ON},
    "stated_position": STATED | {"effective_on": SAID_ON},
    "action": ACTION | {"opened_on": SAID_ON, "review_on": None},
    "evidence": VALID["evidence"] | {"action": None, "effective_on": SAID_ON},
}
RECORDED: dict[str, tuple[type[schemas.Entry], Row]] = {
    "position": (
        schemas.NewPosition,
        {"requirement": "rape-2/1", "voice": "force", "state": "under way"},
    ),
    "judgement": (
        schemas.NewJudgement,
        {
            "requirement": "rape-2/1",
            "performance": "assured",
            "plan": "assured",
            "reasons": "What was seen",
            "given_by": "The Commissioner",
        },
    ),
}


@pytest.mark.parametrize("what", [*SAID, *RECORDED])
def test_an_inspection_is_never_published_after_something_said_of_it(starter_store, what):
    load(starter_store, **PAPERS, **({what: [SAID[what]]} if what in SAID else {}))
    if what in RECORDED:
        kind, said = RECORDED[what]
        writes.record(
            starter_store, writes.validate(kind, **said, effective_on=SAID_ON), by=BY, at=AT
        )
    undated = {"ref": "rape-2", "response_due_stated_on": None, "response_due_computed_on": None}
    unanswered = undated | {"responded_on": None, "date_basis": None}

    faults = refused(starter_store, "inspection", unanswered | {"published_on": date(2022, 5, 11)})
    assert [fault.todo for fault in faults] == [
        "Something said of it counts from 10/05/2022: give that day or before."
    ]
    assert refused(starter_store, "inspection", unanswered | {"published_on": SAID_ON}) == []


FINDING = VALID["finding"]


def test_every_fault_of_a_file_is_named_at_once_in_the_order_of_the_rows(loaded):
    found = refused(
        loaded,
        "finding",
        FINDING,
        FINDING | {"inspection": "rape-9", "number": 0, "text": "Of PL1 2AB"},
        FINDING | {"number": 7},
        FINDING | {"number": 8},
        FINDING | {"number": 8, "text": "Or many."},
    )

    assert [(fault.row, fault.column, fault.rule) for fault in found] == [
        (3, "Inspection", "points at nothing"),
        (3, "Number", "not such a number"),
        (3, "Text", "may identify a person"),
        (6, WHOLE_ROW, "twice in the file"),
    ]
    assert found[-1].todo == "Row 5 is about the same: keep one of the two."


def test_the_same_row_twice_is_a_fault_whatever_it_is_known_by(loaded):
    for table, row in VALID.items():
        assert refused(loaded, table, row, row) == [
            ValidationError(
                3, WHOLE_ROW, "twice in the file", "Row 2 is about the same: keep one of the two."
            )
        ]
    of_two_sheets = pl.concat([frame("finding", VALID["finding"])] * 2)
    with undone(loaded) as session:
        batch = begin(session, "finding")
        result = upsert_content(session, "finding", of_two_sheets, batch=batch, by=BY, at=AT)
    assert [fault.rule for fault in result.errors] == ["twice in the file"]


SECRET = "Zanzibar Marmalade"


@pytest.mark.parametrize("table", CONTENT_FIRST)
@pytest.mark.parametrize("words", [SECRET, f"{SECRET} of PL1 2AB", f"{SECRET} 01752 123456"])
def test_nothing_of_a_file_is_echoed(loaded, table, words):
    shifted = VALID[table] | {
        name: words for name, value in VALID[table].items() if isinstance(value, str)
    }

    file = Upload(f"{table}.csv", pl.DataFrame([shifted]).write_csv().encode())
    said = str(bring(loaded, file, table=table, dry_run=True).errors.rows())
    assert said != "[]"
    assert not any(word in said for word in set(words.split()) - {"of"})
