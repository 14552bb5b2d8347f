"""A second inspection and its plan come out of files: whole, once, by the rules of the forms."""

import csv
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access import additions, entries, records, upkeep
from data_access.additions import Stamp
from data_access.intake.content import WHOLE_ROW, Fault, put_in, unfinished_content
from data_access.intake.layouts import CONTENT_FIRST, Kind, allowed_words, layouts
from data_access.reads import read_snapshot
from data_access.store import open_store, sqlite_url
from metrics.history import as_at
from tests.data_access.contents import everything, rows
from tests.data_access.intake.phase_two import (
    ACTION,
    AT,
    BY,
    COMMENT,
    INSPECTION,
    PHASE_TWO,
    PUBLISHED_ON,
    RECOMMENDATION,
    REQUIREMENT,
    UPDATE,
    VALID,
    Row,
    begin,
    frame,
    load,
    refused,
    undone,
)

TRACE = {"audit_event", "import_batch", "store_revision", "content_change"}
STAMP = {"recorded_at": "2022-06-01 09:30:00.000000", "recorded_by": BY}
# What a file may leave blank, as the store then holds it.
WORKED_OUT: dict[str, list[dict[str, Any]]] = {
    "area": [{"force": "force"}],
    "recommendation": [{"ref": f"rape-2/{number}"} for number in (1, 2, 3)],
    "requirement": [
        {"ref": "rape-2/1", "label": "1"},
        {"ref": "rape-2/2/a", "label": "2a"},
        {"ref": "rape-2/2/b"},
        {"label": "3"},
    ],
    "action": [{"deadline_kind": "agreed"}],
    "evidence": [{"figure_owed": False}, {}],
}


@pytest.fixture(scope="module")
def loaded(starter_file, tmp_path_factory):
    """A store that holds phase two. Made once; roll back what is written."""
    path = tmp_path_factory.mktemp("phase-two") / "office.db"
    path.write_bytes(starter_file.read_bytes())
    store = open_store(sqlite_url(path))
    load(store, **PHASE_TWO)
    return store


def content_of(store):
    return {name: held for name, held in everything(store).items() if name not in TRACE}


def counts(results):
    return {table: tuple(result[:3]) for table, result in results.items()}


def as_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def exported(store, folder):
    """The files of an export, by table, as rows of text."""
    upkeep.export(store, folder)
    return {
        table: list(csv.DictReader((folder / f"{table}.csv").read_text("utf-8").splitlines()))
        for table in CONTENT_FIRST
    }


def typed(table, row):
    """A row of an exported file with the values that the reader of cells would make of it."""
    read: dict[Kind, Callable[[str], Any]] = {
        Kind.DATE: date.fromisoformat,
        Kind.WHOLE: int,
        Kind.YES_NO: lambda word: word == "true",
    }
    return {
        column.name: read.get(column.kind, str)(row[column.name]) if row[column.name] else None
        for column in layouts()[table].template
    }


# A second inspection


def test_phase_two_goes_in_whole_and_the_store_is_sound(starter_store):
    results = load(starter_store, **PHASE_TWO)

    new = {table: (len(held), 0, 0) for table, held in PHASE_TWO.items()}
    assert counts(results) == new | {"inspection": (0, 1, 0)}
    assert upkeep.faults(starter_store) == []


def test_phase_two_comes_out_of_export_equal_in_every_column_of_its_template(loaded, tmp_path):
    files = exported(loaded, tmp_path / "out")

    for table, held in PHASE_TWO.items():
        worked_out = WORKED_OUT.get(table, [{}] * len(held))
        expected = [
            {
                column.name: as_text((row | more)[column.name])
                for column in layouts()[table].template
            }
            for row, more in zip(held, worked_out, strict=True)
        ]
        found = [
            {column.name: row[column.name] for column in layouts()[table].template}
            for row in files[table]
        ]
        assert [row for row in expected if row not in found] == []
        assert len(found) == len(rows(loaded, table))


def test_the_same_files_again_change_nothing(starter_store):
    load(starter_store, **PHASE_TWO)
    before = everything(starter_store)

    again = load(starter_store, **PHASE_TWO)

    assert counts(again) == {table: (0, 0, len(held)) for table, held in PHASE_TWO.items()}
    after = everything(starter_store)
    untouched = before.keys() - TRACE | {"content_change"}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_everything_that_is_exported_goes_in_again_with_no_change(loaded, tmp_path):
    files = exported(loaded, tmp_path / "out")

    with undone(loaded) as session:
        came = {}
        for table, held in files.items():
            again = frame(table, *(typed(table, row) for row in held))
            batch = begin(session, table)
            came[table] = put_in(session, table, again, batch=batch, by=BY, at=AT)

    assert came == {table: (0, 0, len(held), []) for table, held in files.items()}


def test_progress_from_a_file_bears_the_moment_and_the_name_of_the_import(loaded):
    for table in ("meeting", "action", "action_update", "evidence"):
        newest = rows(loaded, table)[-1]
        assert {name: newest[name] for name in STAMP} == STAMP
    assert rows(loaded, "meeting")[-1]["ref"] == "performance-2022-05-11"


def test_phase_two_is_seen_from_its_day_of_publication(loaded):
    tables = read_snapshot(loaded).tables
    day_before = as_at(tables, date(2022, 2, 24))
    day_itself = as_at(tables, PUBLISHED_ON)

    ours = pl.col("ref").str.starts_with("rape-2")
    for table, number in (("inspection", 1), ("recommendation", 3), ("requirement", 4)):
        assert day_before[table].filter(ours).height == 0
        assert day_itself[table].filter(ours).height == number
    assert day_itself["requirement"].filter(ours)["answered"].to_list() == [None] * 4
    assert day_itself["action"].filter(ours).is_empty()


def test_each_row_that_was_added_is_traced_to_its_batch(loaded):
    batches = {row["id"]: row["table"] for row in rows(loaded, "import_batch")}
    changes = rows(loaded, "content_change")

    assert {batches[row["batch"]] == row["table"] for row in changes} == {True}
    added = [(row["table"], row["row"]) for row in changes if row["was"] is None]
    newest = [
        (table, row["id"])
        for table, held in PHASE_TWO.items()
        if table != "inspection"
        for row in rows(loaded, table)[-len(held) :]
    ]
    assert sorted(added) == sorted(newest)


# Corrected in place


def test_a_corrected_title_is_changed_in_place_and_the_earlier_one_is_kept(starter_store):
    load(starter_store, **PHASE_TWO)
    before = content_of(starter_store)
    corrected = INSPECTION | {"title": "The title as published", "responded_on": date(2022, 4, 15)}

    assert counts(load(starter_store, inspection=[corrected])) == {"inspection": (0, 1, 0)}

    row = before["inspection"][1]
    after = content_of(starter_store)
    assert after["inspection"][1] == row | {
        "title": "The title as published",
        "responded_on": "2022-04-15",
    }
    assert after | {"inspection": before["inspection"]} == before
    kept = rows(starter_store, "content_change")[-1]
    assert (kept["table"], kept["row"]) == ("inspection", row["id"])
    assert json.loads(kept["was"]) == {"title": INSPECTION["title"], "responded_on": "2022-04-14"}


def test_what_a_file_leaves_out_stays_and_what_it_leaves_blank_is_emptied(starter_store):
    load(starter_store, **PHASE_TWO)
    load(starter_store, requirement=[{"ref": "rape-2/1", "silent_on": None}])

    requirement = next(
        row for row in rows(starter_store, "requirement") if row["ref"] == "rape-2/1"
    )
    assert requirement["silent_on"] is None
    assert requirement["due_on"] == "2022-09-30"


def test_starter_content_may_be_corrected_by_number_and_keeps_its_own_reference(starter_store):
    part = {
        "recommendation": "rape-1/5",
        "part": "main",
        "short_title": "Work with the CPS",
    }
    load(starter_store, requirement=[part])

    changed = [
        row["ref"]
        for row in rows(starter_store, "requirement")
        if row["short_title"] == "Work with the CPS"
    ]
    assert changed == ["rape-1/5/main"]


def test_a_label_of_its_own_stays_where_the_file_has_no_such_column(starter_store):
    load(starter_store, **PHASE_TWO)
    part = {"recommendation": "rape-2/2", "part": "b", "short_title": "List trials sooner"}
    load(starter_store, requirement=[part])

    labels = {row["ref"]: row["label"] for row in rows(starter_store, "requirement")}
    assert labels["rape-2/2/b"] == "2, listings"


def test_white_space_around_words_is_no_change(starter_store):
    load(starter_store, **PHASE_TWO)
    spaced = INSPECTION | {"title": f"  {INSPECTION['title']} ", "source": "The report\n"}

    assert counts(load(starter_store, inspection=[spaced])) == {"inspection": (0, 0, 1)}


def test_a_year_in_the_reference_of_an_inspection_is_not_taken_for_a_case(starter_store):
    recommendation = RECOMMENDATION | {"inspection": "rape-2021", "number": 12}
    results = load(
        starter_store,
        inspection=[INSPECTION | {"ref": "rape-2021"}],
        recommendation=[recommendation | {"ref": "rape-2021/12"}],
        requirement=[REQUIREMENT | {"recommendation": "rape-2021/12", "part": "a"}],
    )

    assert counts(results) == dict.fromkeys(results, (1, 0, 0))
    assert rows(starter_store, "requirement")[-1]["ref"] == "rape-2021/12/a"


# What a file may not say


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
A_POSTCODE = "This looks like a postcode. Take it out: no case can be named."
FAULTS = [
    # One cell
    wrong("organisation", "Name", "blank", "Fill it in.", name=None),
    wrong("organisation", "Reference", "blank", "Fill it in.", ref=None),
    wrong("finding", "Text", "blank", "Fill it in.", number=2, text="  "),
    wrong("finding", "Text", "may identify a person", A_POSTCODE, text="She lives at PL1 2AB."),
    wrong("action", "Title", "may identify a person", A_POSTCODE, ref="p2-9", title="PL1 2AB"),
    wrong("organisation", "Reference", "not a short name", SHORT_NAME, ref="Jane Smith"),
    wrong("organisation", "Reference", "not a short name", SHORT_NAME, ref="x" * 41),
    wrong(
        "organisation",
        "Reference",
        "may identify a person",
        "This looks like a crime or case reference. Take it out: no case can be named.",
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
        "finding",
        "Paragraph",
        "not such a number",
        "Write a whole number from 1 to 9999.",
        paragraph=0,
    ),
    wrong(
        "requirement",
        "Part",
        "not a part",
        "Write main where there is one part, else a small letter.",
        part="Part A",
    ),
    wrong(
        "comment",
        "How the day is known",
        "not a known word",
        "Write one of: stated, not stated; due date used.",
        date_basis="guessed",
    ),
    # What it points at
    wrong(
        "finding",
        "Inspection",
        "points at nothing",
        "Load the inspection first, or mend the reference.",
        inspection="rape-9",
    ),
    wrong(
        "requirement",
        "Recommendation",
        "points at nothing",
        "Load the recommendation first, or mend the reference.",
        recommendation="rape-9/1",
    ),
    wrong(
        "action",
        "Part",
        "points at nothing",
        "Load the part first, or mend the reference.",
        requirement="rape-9/1",
    ),
    wrong(
        "action",
        "Lead",
        "points at nothing",
        "Load the organisation first, or mend the reference.",
        lead_organisation="nobody",
    ),
    wrong(
        "action_update",
        "Action",
        "points at nothing",
        "Load the action first, or mend the reference.",
        action="p2-9",
    ),
    wrong(
        "evidence",
        "Supplies",
        "points at nothing",
        "Load the action or evidence that claims the figure first, or mend the reference.",
        ref="p2-e9",
        supplies="p2-e10",
    ),
    wrong(
        "area",
        "Force",
        "not a known force",
        "Write the reference or name of a police force, or load it as an organisation first.",
        name="Torquay",
        force="opcc",
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
            ("response_due_computed_on", "Answer due, as the law counts"),
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
    wrong(
        "comment",
        "From",
        "before the inspection was published",
        PUBLISHED,
        effective_on=EARLY,
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
        "It is recorded already with another Lead and First date: record an update instead.",
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
    wrong(
        "meeting",
        WHOLE_ROW,
        "cannot be recorded",
        "The day it was held is in the future.",
        held_on=NEXT_DAY,
    ),
    wrong(
        "action",
        WHOLE_ROW,
        "cannot be recorded",
        "An action cannot be due before the day it was opened.",
        ref="p2-9",
        first_due_on=date(2022, 4, 19),
    ),
    wrong(
        "action",
        WHOLE_ROW,
        "cannot be recorded",
        "The inspection was published on 25/02/2022; this is before it.",
        ref="p2-9",
        opened_on=EARLY,
    ),
    wrong(
        "action",
        "Title",
        "cannot be recorded",
        "Write at most 2000 characters.",
        ref="p2-9",
        title="x" * 2001,
    ),
    wrong(
        "action_update",
        WHOLE_ROW,
        "cannot be recorded",
        "Say what it is waiting for.",
        state="waiting on another body",
    ),
    wrong(
        "action_update",
        WHOLE_ROW,
        "cannot be recorded",
        "The update cannot be from before the action was opened.",
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
        "The evidence cannot expire before its own date.",
        ref="p2-e9",
        expires_on=date(2022, 5, 3),
    ),
    wrong(
        "evidence",
        WHOLE_ROW,
        "cannot be recorded",
        "Say which part or action the evidence is about.",
        ref="p2-e9",
        requirement=None,
        action=None,
    ),
    wrong(
        "evidence",
        "Link",
        "cannot be recorded",
        "Write a web address that starts with https://.",
        ref="p2-e9",
        link="minutes.docx",
    ),
    wrong(
        "evidence",
        WHOLE_ROW,
        "cannot be recorded",
        "p2-e2 claims no figure.",
        ref="p2-e9",
        supplies="p2-e2",
    ),
]


@pytest.mark.parametrize(("table", "details", "fault"), FAULTS)
def test_a_row_that_breaks_a_rule_is_named_with_what_to_do(loaded, table, details, fault):
    before = everything(loaded)

    assert refused(loaded, table, VALID[table] | details) == [Fault(2, *fault)]
    assert everything(loaded) == before


PAPERS = {table: PHASE_TWO[table] for table in ("inspection", "recommendation", "requirement")}
SAID_ON = date(2022, 5, 10)
SAID: dict[str, Row] = {
    "comment": COMMENT | {"effective_on": SAID_ON},
    "action": ACTION | {"opened_on": SAID_ON, "review_on": None},
    "evidence": VALID["evidence"] | {"action": None, "effective_on": SAID_ON},
}
RECORDED: dict[str, tuple[type[entries.Entry], Callable[..., object], Row]] = {
    "position": (
        entries.NewPosition,
        records.record_position,
        {"requirement": "rape-2/1", "voice": "force", "state": "under way"},
    ),
    "judgement": (
        entries.NewJudgement,
        records.record_judgement,
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
        kind, record, said = RECORDED[what]
        record(starter_store, records.entry(kind, **said, effective_on=SAID_ON), by=BY, at=AT)
    undated = {"ref": "rape-2", "response_due_stated_on": None, "response_due_computed_on": None}
    unanswered = undated | {"responded_on": None, "date_basis": None}

    faults = refused(starter_store, "inspection", unanswered | {"published_on": date(2022, 5, 11)})
    assert [fault.todo for fault in faults] == [
        "Something said of it counts from 10/05/2022: give that day or before."
    ]
    assert refused(starter_store, "inspection", unanswered | {"published_on": SAID_ON}) == []


def test_every_fault_of_a_file_is_named_at_once_in_the_order_of_the_rows(loaded):
    found = refused(
        loaded,
        "finding",
        {"inspection": "rape-2", "number": 1, "text": "Trials are late.", "section": "2"},
        {"inspection": "rape-9", "number": 0, "text": None, "section": None},
        {"inspection": "rape-2", "number": 7, "text": "Trials are long.", "section": "2"},
        {"inspection": "rape-2", "number": 8, "text": "Trials are few.", "section": "2"},
        {"inspection": "rape-2", "number": 8, "text": "Or many.", "section": "2"},
    )

    assert [(fault.row, fault.column, fault.rule) for fault in found] == [
        (None, "Paragraph", "not in the file"),
        (3, "Inspection", "points at nothing"),
        (3, "Number", "not such a number"),
        (3, "Text", "blank"),
        (3, "Section", "blank"),
        (6, WHOLE_ROW, "twice in the file"),
    ]
    assert found[-1].todo == "Row 5 is about the same: keep one of the two."


def test_a_file_without_the_column_that_says_which_row_is_meant_is_refused(loaded):
    assert refused(loaded, "organisation", {"name": "A body", "kind": "government"}) == [
        Fault(None, "Reference", "not in the file", "Add the column and fill it.")
    ]


def test_the_same_row_twice_is_a_fault_whatever_it_is_known_by(loaded):
    for table, row in VALID.items():
        assert refused(loaded, table, row, row) == [
            Fault(
                3, WHOLE_ROW, "twice in the file", "Row 2 is about the same: keep one of the two."
            )
        ]
    of_two_sheets = pl.concat([frame("finding", VALID["finding"])] * 2)
    with undone(loaded) as session:
        batch = begin(session, "finding")
        result = put_in(session, "finding", of_two_sheets, batch=batch, by=BY, at=AT)
    assert [fault.rule for fault in result.faults] == ["twice in the file"]
    areas = [VALID["area"], VALID["area"] | {"force": None}]
    assert [fault.rule for fault in refused(loaded, "area", *areas)] == ["twice in the file"]


def test_an_area_without_a_force_needs_one_where_there_are_several(starter_store):
    areas = [{"name": "Plymouth", "force": None}]
    load(
        starter_store,
        organisation=[{"ref": "dorset", "name": "Dorset Police", "kind": "police force"}],
    )

    assert refused(starter_store, "area", *areas) == [Fault(2, "Force", "blank", "Fill it in.")]


SECRET = "Zanzibar Marmalade"


@pytest.mark.parametrize("table", CONTENT_FIRST)
@pytest.mark.parametrize("words", [SECRET, f"{SECRET} of PL1 2AB", f"{SECRET} 01752 123456"])
def test_nothing_of_a_file_is_echoed(loaded, table, words):
    shifted = VALID[table] | {
        name: words for name, value in VALID[table].items() if isinstance(value, str)
    }

    said = str(refused(loaded, table, shifted))
    assert said != "[]"
    assert not any(word in said for word in set(words.split()) - {"of"})


# Promises and progress


def test_a_reference_from_a_file_never_meets_one_given_by_the_service(starter_store):
    load(starter_store, **PHASE_TWO)
    action = records.entry(
        entries.NewAction,
        title="Look again",
        lead_organisation="force",
        origin="meeting",
        opened_on=date(2022, 5, 20),
    )
    ref = records.record_action(starter_store, action, by=BY, at=AT)

    assert ref == "A59"
    exported_again = ACTION | {
        "ref": "A59",
        "requirement": None,
        "title": "Look again",
        "owner_role": None,
        "origin": "meeting",
        "opened_on": date(2022, 5, 20),
        "first_due_on": None,
        "review_on": None,
    }
    assert counts(load(starter_store, action=[exported_again])) == {"action": (0, 0, 1)}


def test_a_reference_that_is_there_is_never_given_by_the_service(starter_store):
    new = records.entry(
        entries.NewAction,
        title="Look again",
        lead_organisation="force",
        origin="meeting",
        opened_on=date(2022, 5, 20),
    )
    with undone(starter_store) as session:
        additions.add_action(session, new, Stamp(BY, AT), ref="A59")
        # It is row 58, and the next would be A59.
        assert additions.add_action(session, new, Stamp(BY, AT)).ref == "A60"


def test_updates_are_recorded_in_the_order_of_their_days(loaded):
    updates = [row["effective_on"] for row in rows(loaded, "action_update")]

    assert updates == ["2022-05-03", "2022-05-20"]


def test_evidence_may_supply_the_figure_of_evidence_further_down_the_file(loaded):
    kept = [(row["ref"], row["supplies"]) for row in rows(loaded, "evidence")[-2:]]

    assert kept == [("p2-e1", None), ("p2-e2", "p2-e1")]


def test_an_update_that_says_more_is_a_new_one(starter_store):
    load(starter_store, **PHASE_TWO)
    more = UPDATE | {"note": "A second draft was read."}

    assert counts(load(starter_store, action_update=[UPDATE, more])) == {"action_update": (1, 0, 1)}


def test_a_text_that_was_taken_out_does_not_come_back_with_its_file(starter_store):
    load(starter_store, **PHASE_TWO)
    update = rows(starter_store, "action_update")[0]["id"]
    action = rows(starter_store, "action")[-1]["id"]
    upkeep.redact(starter_store, "action_update", update, "note", by=BY, at=AT)
    upkeep.redact(starter_store, "action", action, "title", by=BY, at=AT)
    before = content_of(starter_store)

    load(starter_store, **PHASE_TWO)

    assert content_of(starter_store) == before


def test_a_recommendation_without_a_part_is_not_finished(starter_store):
    files = {"recommendation": PHASE_TWO["recommendation"], "requirement": [REQUIREMENT]}
    with starter_store.writing(BY, "import", "files", at=AT) as session:
        for table, held in files.items():
            batch = begin(session, table)
            put_in(session, table, frame(table, *held), batch=batch, by=BY, at=AT)
        unfinished = unfinished_content(session)

    assert unfinished == [
        Fault(
            None,
            "Number",
            "has no part",
            f"Give recommendation {number} of the inspection published on 25/02/2022 at least one "
            "row in requirement.",
        )
        for number in (2, 3)
    ]


# A slow second way


COMMENTS = st.builds(
    lambda voice, paragraph, text: (
        COMMENT
        | {"recommendation": "rape-1/1", "voice": voice, "paragraph": paragraph, "text": text}
    ),
    st.sampled_from(["force", "cps", "opcc"]),
    st.integers(4, 7),
    st.sampled_from(["We have begun.", "We have not begun.", "Done."]),
)
RECOMMENDATIONS = st.builds(
    lambda number, named, title, wording: (
        RECOMMENDATION
        | {
            "ref": f"rape-2/{number}" if named else None,
            "number": number,
            "short_title": title,
            "wording": wording,
        }
    ),
    st.integers(1, 6),
    st.booleans(),
    st.sampled_from(["Listings", "Support until the trial"]),
    st.sampled_from(["theme", "paraphrase"]),
)
UPDATES = st.builds(
    lambda day, state, note: (
        UPDATE | {"effective_on": date(2022, 5, day), "state": state, "note": note}
    ),
    st.integers(1, 4),
    st.sampled_from(["under way", "complete", None]),
    st.sampled_from(["A first draft was read.", "Looked at."]),
)
# How the rows of each table are made, what each is known by, what a file may leave out.
MADE: dict[str, tuple[st.SearchStrategy[Row], tuple[str, ...], tuple[str, ...]]] = {
    "comment": (COMMENTS, ("recommendation", "voice", "section", "paragraph"), ()),
    "recommendation": (RECOMMENDATIONS, ("inspection", "number"), ("ref",)),
    "action_update": (UPDATES, tuple(UPDATE), ()),
}


@st.composite
def files(draw):
    """A table, and files of it, none of which says anything of the same thing twice."""
    table = draw(st.sampled_from(sorted(MADE)))
    made, known_by, _ = MADE[table]
    file = st.lists(made, max_size=6, unique_by=lambda row: tuple(row[name] for name in known_by))
    return table, draw(st.lists(file, min_size=1, max_size=4))


def slow_counts(table, held, file):
    """New, changed and unchanged, by looking each row up in a dictionary of what is held."""
    _, known_by, worked_out = MADE[table]
    came = {"new": 0, "changed": 0, "unchanged": 0}
    for row in file:
        identity = tuple(row[name] for name in known_by)
        said = {name: value for name, value in row.items() if name not in worked_out}
        there = held.get(identity)
        came["new" if there is None else "changed" if there != said else "unchanged"] += 1
        held[identity] = said
    return (*came.values(), [])


@settings(max_examples=100)
@given(made=files())
def test_files_one_after_another_come_to_what_a_dictionary_says(loaded, made):
    table, given_files = made
    _, known_by, worked_out = MADE[table]
    held = {
        tuple(row[name] for name in known_by): {
            name: row[name] for name in VALID[table] if name not in worked_out
        }
        for row in read_snapshot(loaded).tables[table].to_dicts()
    }
    with undone(loaded) as session:
        batch = begin(session, table)
        for file in given_files:
            rows_of_file = frame(table, VALID[table], *file)[1:]
            came = put_in(session, table, rows_of_file, batch=batch, by=BY, at=AT)
            assert came == slow_counts(table, held, file)


# Whatever a row says

WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["main", "a", "force", "rape-2", "rape-2/1", "p2-1", "p2-e1", "A1", "x" * 2001]
    ),
)
ANYTHING: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.DATE: st.dates(date(2000, 1, 1), date(2022, 12, 31)),
    Kind.WHOLE: st.integers(-1, 10_001),
    Kind.YES_NO: st.booleans(),
}


@st.composite
def wild_files(draw):
    """A table and rows of it, each valid but for cells that may hold anything of their kind."""
    table = draw(st.sampled_from(CONTENT_FIRST))
    columns = layouts()[table].columns
    cells = {
        column.name: st.one_of(
            st.none(),
            st.sampled_from(allowed_words(column.words))
            if column.kind == Kind.CODE
            else ANYTHING.get(column.kind, WORDS),
        )
        for column in columns
    }
    changes = st.fixed_dictionaries({}, optional=cells)
    left_out = draw(st.sets(st.sampled_from([column.name for column in columns]), max_size=2))
    held = [VALID[table] | change for change in draw(st.lists(changes, min_size=1, max_size=4))]
    return table, [
        {name: value for name, value in row.items() if name not in left_out} for row in held
    ]


@settings(max_examples=300)
@given(made=wild_files())
def test_no_row_is_ever_too_wild_to_be_counted_or_refused(loaded, made):
    table, held = made
    with undone(loaded) as session:
        batch = begin(session, table)
        result = put_in(session, table, frame(table, *held), batch=batch, by=BY, at=AT)
        session.flush()
        orphans = session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()

    assert orphans == []
    refused_rows = {fault.row for fault in result.faults}
    if None not in refused_rows:
        assert sum(result[:3]) + len(refused_rows) == len(held)
