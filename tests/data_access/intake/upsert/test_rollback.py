"""A loaded file can be removed again, unless something has been recorded on it since."""

from datetime import UTC, date, datetime

import pytest

from data_access import maintenance, schemas, writes
from data_access.intake.upsert.rollback import withdraw_content
from tests.data_access.contents import everything, rows
from tests.data_access.intake.phase_two import (
    AT,
    BY,
    COMMENT,
    EVIDENCE,
    INSPECTION,
    PHASE_TWO,
    REQUIREMENT,
    Row,
    load,
)

LATER = datetime(2022, 6, 2, 9, 30, tzinfo=UTC)
DAY = date(2022, 6, 1)
TRACE = {"audit_event.csv", "import_batch.csv", "store_revision.csv"}
WITHDRAW_THAT = "Where that came in a file, withdraw that file first."


def newest_batch(store, table):
    return max(row["id"] for row in rows(store, "import_batch") if row["table"] == table)


def withdraw(store, *tables):
    """Takes out the newest batch of each table and says why not, where not."""
    return [
        reason for table in tables for reason in withdraw_batch(store, newest_batch(store, table))
    ]


def withdraw_batch(store, batch):
    with store.writing(BY, "withdraw", "file", at=LATER) as session:
        return withdraw_content(session, batch)


def exported(store, folder):
    maintenance.export(store, folder)
    return {
        file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name not in TRACE
    }


@pytest.fixture
def store(starter_store):
    """Starter content and phase two, each table of it a batch."""
    load(starter_store, **PHASE_TWO)
    return starter_store


def test_taking_every_file_out_puts_the_store_back_as_it_was(starter_store, tmp_path):
    before = exported(starter_store, tmp_path / "before")
    load(starter_store, **PHASE_TWO)
    assert exported(starter_store, tmp_path / "between") != before

    assert withdraw(starter_store, *reversed(PHASE_TWO)) == []

    assert exported(starter_store, tmp_path / "after") == before
    assert maintenance.faults(starter_store) == []


def test_what_was_taken_out_can_be_loaded_again(store):
    before = without_numbers(store)
    withdraw(store, *reversed(PHASE_TWO))

    load(store, **PHASE_TWO)

    assert without_numbers(store) == before


def without_numbers(store):
    """Every row as it reads: on a server a number that was taken out is not given again."""
    return {
        table: [{name: row[name] for name in row if name != "id"} for row in rows(store, table)]
        for table in PHASE_TWO
    }


def test_a_correction_taken_out_brings_back_what_stood_there(store, tmp_path):
    before = exported(store, tmp_path / "before")
    due_on = REQUIREMENT | {"due_on": None, "silent_on": "who leads, and when", "for_cps": True}
    load(store, requirement=[due_on], inspection=[INSPECTION | {"title": "Another title"}])

    assert withdraw(store, "requirement", "inspection") == []

    assert exported(store, tmp_path / "after") == before


def test_two_corrections_of_other_columns_do_not_stand_in_each_others_way(store):
    load(store, inspection=[{"ref": "rape-2", "title": "Another title"}])
    first = newest_batch(store, "inspection")
    load(store, inspection=[{"ref": "rape-2", "bodies": "HMICFRS"}])

    assert withdraw_batch(store, first) == []
    inspection = {row["ref"]: row for row in rows(store, "inspection")}["rape-2"]
    assert (inspection["title"], inspection["bodies"]) == (INSPECTION["title"], "HMICFRS")


# Refused: a table, what happened since, and why its file stays


def later_file(**files: list[Row]):
    return lambda store: load(store, **files)


def three_updates(store):
    for day in (1, 2, 3):
        new = schemas.NewActionUpdate(action="p2-1", effective_on=date(2022, 5, day), note="Seen.")
        writes.record(store, new, by=BY, at=LATER)


def an_escalation(store):
    withdraw(store, "evidence", "action_update")
    new = writes.validate(
        schemas.NewEscalation,
        subject="p2-1",
        route="informal",
        rung=1,
        side="police",
        reason="No answer",
        raised_on=DAY,
    )
    writes.record(store, new, by=BY, at=LATER)


def nothing(_store):
    """The records of phase two are enough."""


REFUSALS = [
    pytest.param(
        "inspection",
        later_file(inspection=[{"ref": "rape-2", "responded_on": date(2022, 4, 15)}]),
        ["Inspection rape-2 was changed by a later file. Withdraw that file first."],
        id="corrected again",
    ),
    pytest.param(
        "comment",
        later_file(comment=[COMMENT | {"text": "We have nearly done."}]),
        ["The comment was changed by a later file. Withdraw that file first."],
        id="corrected after it was added",
    ),
    pytest.param(
        "action",
        three_updates,
        [
            f"2 rows of evidence on action p2-1 were recorded since. {WITHDRAW_THAT}",
            f"5 rows of action update on action p2-1 were recorded since. {WITHDRAW_THAT}",
        ],
        id="updates",
    ),
    pytest.param(
        "action",
        an_escalation,
        [f"1 row of escalation on action p2-1 was recorded since. {WITHDRAW_THAT}"],
        id="escalation",
    ),
    pytest.param(
        "recommendation",
        nothing,
        [
            f"1 row of requirement on recommendation rape-2/3 was recorded since. {WITHDRAW_THAT}",
            f"1 row of comment on recommendation rape-2/3 was recorded since. {WITHDRAW_THAT}",
            f"2 rows of requirement on recommendation rape-2/2 were recorded since. "
            f"{WITHDRAW_THAT}",
            f"1 row of requirement on recommendation rape-2/1 was recorded since. {WITHDRAW_THAT}",
            f"2 rows of comment on recommendation rape-2/1 were recorded since. {WITHDRAW_THAT}",
        ],
        id="parts",
    ),
]


@pytest.mark.parametrize(("table", "since", "reasons"), REFUSALS)
def test_a_file_stays_where_something_was_said_on_it_since(store, table, since, reasons):
    batch = newest_batch(store, table)
    since(store)
    before = everything(store)

    assert sorted(withdraw_batch(store, batch)) == sorted(reasons)

    ours = {name: before[name] for name in ("audit_event", "store_revision")}
    assert everything(store) | ours == before


def test_an_inspection_stays_once_somebody_recorded_that_it_was_answered(store):
    unanswered = {"ref": "rape-3", "responded_on": None, "date_basis": None}
    load(store, inspection=[INSPECTION | unanswered])
    new = schemas.NewResponse(inspection="rape-3", responded_on=date(2022, 4, 20))
    writes.record(store, new, by=BY, at=LATER)

    assert withdraw(store, "inspection") == [
        "Inspection rape-3 has its answer recorded since, and so stays as it is."
    ]


def test_a_corrected_title_comes_back_though_the_inspection_was_answered_since(store):
    unanswered = {"ref": "rape-3", "responded_on": None, "date_basis": None}
    load(store, inspection=[INSPECTION | unanswered])
    load(store, inspection=[{"ref": "rape-3", "title": "Another title"}])
    new = schemas.NewResponse(inspection="rape-3", responded_on=date(2022, 4, 20))
    writes.record(store, new, by=BY, at=LATER)

    assert withdraw(store, "inspection") == []

    inspection = rows(store, "inspection")[-1]
    assert (inspection["title"], inspection["responded_on"]) == (INSPECTION["title"], "2022-04-20")


def test_a_correction_stays_where_what_stood_there_is_in_use_by_another_row(store):
    load(store, recommendation=[{"ref": "rape-2/3", "number": 4}])
    corrected = newest_batch(store, "recommendation")
    third = PHASE_TWO["recommendation"][2]
    load(store, recommendation=[third | {"ref": "rape-2/new", "number": 3}])

    assert withdraw_batch(store, corrected) == [
        "Recommendation rape-2/3 cannot be put back: Number would be in use for another row. "
        "Load a file that mends it, then withdraw again."
    ]


def test_an_area_stays_while_cases_are_counted_in_it(store):
    with store.writing(BY, "import", "cases", at=AT) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO training_year (batch, force, area, year) "
            "VALUES (1, 'force', 'Plymouth', 2021), (1, 'force', 'Devon', 2021)"
        )

    assert withdraw(store, "area") == [
        f"1 row of training year on the area was recorded since. {WITHDRAW_THAT}"
    ]


def test_evidence_stays_where_a_later_file_supplies_its_figure(store):
    first = newest_batch(store, "evidence")
    load(store, evidence=[EVIDENCE | {"ref": "p2-e3", "kind": "data", "supplies": "p2-e1"}])

    assert withdraw_batch(store, first) == [
        f"1 row of evidence on claim p2-e1 was recorded since. {WITHDRAW_THAT}"
    ]


@pytest.mark.parametrize("seen_otherwise", [True, False])
def test_evidence_stays_where_the_office_said_complete_on_the_strength_of_it(store, seen_otherwise):
    if seen_otherwise:
        minutes = {"kind": "document", "requirement": None, "effective_on": date(2022, 5, 31)}
        new = {name: value for name, value in (EVIDENCE | minutes).items() if name != "ref"}
        writes.record(store, writes.validate(schemas.NewEvidence, **new), by=BY, at=AT)
    position = writes.validate(
        schemas.NewPosition,
        requirement="rape-2/1",
        voice="opcc",
        state="complete",
        effective_on=date(2022, 6, 1),
    )
    writes.record(store, position, by=BY, at=AT)

    reason = (
        "The office said on 01/06/2022 that part rape-2/1 is complete, and had seen nothing but "
        "this evidence."
    )
    assert withdraw(store, "evidence") == ([] if seen_otherwise else [reason])
