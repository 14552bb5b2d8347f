"""A second inspection and its plan come out of files: whole, once, by the rules of the forms."""

import json
from datetime import date, timedelta

import polars as pl

from data_access import maintenance, schemas, writes
from data_access.intake.upsert.content import upsert_content
from data_access.intake.validation.content_rules import unfinished_content
from data_access.intake.validation.errors import ValidationError
from data_access.reads import read_snapshot
from data_access.writes import Stamp
from metrics.point_in_time import as_at
from tests.data_access.contents import everything, rows
from tests.data_access.intake.phase_two import (
    ACTION,
    AT,
    BY,
    INSPECTION,
    PHASE_TWO,
    PUBLISHED_ON,
    RECOMMENDATION,
    REQUIREMENT,
    begin,
    frame,
    load,
    refused,
    undone,
)

TRACE = {"audit_event", "import_batch", "store_revision", "content_change"}
LATER = AT + timedelta(days=1)
STAMP = {"recorded_at": "2022-06-01 09:30:00.000000", "recorded_by": BY}


def content_of(store):
    return {name: held for name, held in everything(store).items() if name not in TRACE}


def counts(results):
    return {table: result.counts for table, result in results.items()}


# A second inspection


def test_progress_from_a_file_bears_the_moment_and_the_name_of_the_import(loaded):
    for table in ("meeting", "action", "action_update", "evidence"):
        newest = rows(loaded, table)[-1]
        assert {name: newest[name] for name in STAMP} == STAMP
    assert rows(loaded, "meeting")[-1]["ref"] == "performance-2022-05-11"


def test_rows_go_in_by_their_days_and_after_what_they_point_at_whatever_their_order(loaded):
    updates = [row["effective_on"] for row in rows(loaded, "action_update")]
    evidence = [(row["ref"], row["supplies"]) for row in rows(loaded, "evidence")[-2:]]

    assert updates == ["2022-05-03", "2022-05-20"]
    assert evidence == [("p2-e1", None), ("p2-e2", "p2-e1")]


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


def test_a_part_is_corrected_by_its_number_and_keeps_its_own_reference_and_label(starter_store):
    load(starter_store, **PHASE_TWO)
    parts = [
        {"recommendation": recommendation, "part": part, "short_title": "Corrected"}
        for recommendation, part in (("rape-1/5", "main"), ("rape-2/2", "b"))
    ]
    load(starter_store, requirement=parts)

    kept = [row for row in rows(starter_store, "requirement") if row["short_title"] == "Corrected"]
    labels = {row["ref"]: row["label"] for row in kept}
    assert labels == {"rape-1/5/main": "5", "rape-2/2/b": "2, listings"}


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


# Promises and progress


def test_a_reference_from_a_file_never_meets_one_given_by_the_service(starter_store):
    load(starter_store, **PHASE_TWO)
    action = writes.validate(
        schemas.NewAction,
        title="Look again",
        lead_organisation="force",
        origin="meeting",
        opened_on=date(2022, 5, 20),
    )
    ref = writes.record(starter_store, action, by=BY, at=AT)

    assert ref == "A58"
    exported_again = ACTION | {
        "ref": "A58",
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
    new = writes.validate(
        schemas.NewAction,
        title="Look again",
        lead_organisation="force",
        origin="meeting",
        opened_on=date(2022, 5, 20),
    )
    with undone(starter_store) as session:
        writes.add(session, new, Stamp(BY, AT), ref="A59")
        action = writes.add(session, new, Stamp(BY, AT))
        assert action.model_dump()["ref"] == "A60"


def test_a_text_that_was_taken_out_does_not_come_back_with_its_file(starter_store):
    load(starter_store, **PHASE_TWO)
    update = rows(starter_store, "action_update")[0]["id"]
    action = rows(starter_store, "action")[-1]["id"]
    maintenance.redact(starter_store, "action_update", update, "note", by=BY, at=AT)
    maintenance.redact(starter_store, "action", action, "title", by=BY, at=AT)
    before = content_of(starter_store)

    load(starter_store, **PHASE_TWO)

    assert content_of(starter_store) == before


# Files from before something was corrected or recorded by a form


def test_a_file_of_actions_from_before_a_correction_is_named_and_undoes_nothing(starter_store):
    load(starter_store, **PHASE_TWO)
    correction = writes.validate(
        schemas.ActionCorrection,
        action="p2-1",
        title="Agree who tells the victim of every new date",
        lead_organisation="cps",
        owner_role=ACTION["owner_role"],
        first_due_on=ACTION["first_due_on"],
        deadline_kind="agreed",
    )
    writes.record(starter_store, correction, by=BY, at=LATER)
    before = content_of(starter_store)

    errors = refused(starter_store, "action", ACTION | {"owner_role": "Somebody else"})

    undoes = (
        "It was corrected under Record on 02/06/2022, and this row says what stood before. Take "
        "the row out, or write what stands now."
    )
    assert [(error.column, error.rule, error.todo) for error in errors] == [
        ("Title", "would undo what was recorded since", undoes),
        ("Lead", "would undo what was recorded since", undoes),
        (
            "the whole row",
            "recorded already, and otherwise",
            "It is recorded already with another Owner: record an update instead.",
        ),
    ]
    assert content_of(starter_store) == before


def test_a_file_of_updates_from_before_a_correction_changes_nothing(starter_store):
    load(starter_store, **PHASE_TWO)
    wrong = rows(starter_store, "action_update")[0]
    correction = writes.validate(
        schemas.NewActionUpdate,
        action="p2-1",
        effective_on=date(2022, 5, 4),
        state="under way",
        corrects=wrong["id"],
    )
    writes.record(starter_store, correction, by=BY, at=LATER)
    before = content_of(starter_store)

    updates = PHASE_TWO["action_update"]
    assert counts(load(starter_store, action_update=updates)) == {
        "action_update": (0, 0, len(updates))
    }
    assert content_of(starter_store) == before


def test_a_file_of_meetings_from_before_a_correction_does_not_bring_back_its_day(starter_store):
    load(starter_store, **PHASE_TWO)
    meeting = PHASE_TWO["meeting"][0]
    ref = rows(starter_store, "meeting")[-1]["ref"]
    for day in (date(2022, 5, 9), date(2022, 5, 10)):
        correction = writes.validate(
            schemas.MeetingCorrection, meeting=ref, kind=meeting["kind"], held_on=day
        )
        writes.record(starter_store, correction, by=BY, at=LATER)
    before = content_of(starter_store)

    for day in (meeting["held_on"], date(2022, 5, 9)):
        (error,) = refused(starter_store, "meeting", meeting | {"held_on": day})
        assert (error.column, error.rule, error.todo) == (
            "the whole row",
            "would undo what was recorded since",
            "It was corrected under Record on 02/06/2022, and this row would bring back what stood "
            "before. Take the row out; what is new is recorded under Record.",
        )
    other_day = meeting | {"held_on": date(2022, 5, 12)}
    assert refused(starter_store, "meeting", other_day) == []
    assert content_of(starter_store) == before


def test_a_file_of_inspections_from_before_an_answer_was_recorded_does_not_empty_its_day(
    starter_store,
):
    unanswered = INSPECTION | {"responded_on": None, "date_basis": None}
    load(starter_store, **PHASE_TWO | {"inspection": [unanswered]})
    answer = schemas.NewResponse(inspection="rape-2", responded_on=date(2022, 4, 15))
    writes.record(starter_store, answer, by=BY, at=LATER)
    before = content_of(starter_store)

    (error,) = refused(starter_store, "inspection", unanswered)

    assert (error.column, error.rule, error.todo) == (
        "Answered on",
        "would undo what was recorded since",
        "It was recorded under Record on 02/06/2022 that the answer was published on 15/04/2022. "
        "Write that day, or leave the column out.",
    )
    assert content_of(starter_store) == before
    # Another day corrects what was recorded.
    assert counts(load(starter_store, inspection=[INSPECTION])) == {"inspection": (0, 1, 0)}


def test_a_recommendation_without_a_part_is_not_finished(starter_store):
    files = {"recommendation": PHASE_TWO["recommendation"], "requirement": [REQUIREMENT]}
    with starter_store.writing(BY, "import", "files", at=AT) as session:
        for table, held in files.items():
            batch = begin(session, table)
            upsert_content(session, table, frame(table, *held), batch=batch, by=BY, at=AT)
        unfinished = unfinished_content(session)

    assert unfinished == [
        ValidationError(
            None,
            "Number",
            "has no part",
            f"Give recommendation {number} of the inspection published on 25/02/2022 at least one "
            "row in requirement.",
        )
        for number in (2, 3)
    ]
