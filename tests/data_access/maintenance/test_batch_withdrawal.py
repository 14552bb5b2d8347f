"""A file that should not have been loaded is taken out again; what stood before counts again."""

from datetime import date

import pytest

from data_access import maintenance
from data_access.reads import read_snapshot, read_tallies
from data_access.store import StoreProblem
from tests.data_access.intake.office import (
    AT,
    BY,
    EVERYTHING,
    OTHER,
    REFERENCE,
    bring,
    cases,
    counts,
    everything,
    lines,
    template,
)
from tests.data_access.stores import file_of
from tests.engines import seldom_on_a_server

NOTICE = lines("Crime Ref,Decided by,Decided on", f"{REFERENCE},police,03/11/2021")
TRACE = {"audit_event", "import_batch", "store_revision", "setting"}


def withdraw(store, *batches):
    return maintenance.withdraw(store, batches, by=BY, at=AT)


def reported(store):
    return read_tallies(store).tables["investigation"]["reported_on"].to_list()


def content_of(store):
    return {name: rows for name, rows in everything(store).items() if name not in TRACE}


def test_a_first_file_taken_out_leaves_the_store_as_it_was(starter_store):
    before = content_of(starter_store)
    bring(starter_store, cases("16/07/2021", "17/07/2021"))

    assert withdraw(starter_store, 1) == [
        "Batch 1 is withdrawn: investigation, 2 rows taken out, 0 put back as they were."
    ]

    assert content_of(starter_store) == before
    assert maintenance.faults(starter_store) == []
    batch = read_snapshot(starter_store).tables["import_batch"]
    assert batch.select("rows", "withdrawn_at", "withdrawn_by").rows() == [(2, AT, BY)]
    audited = read_snapshot(starter_store).tables["audit_event"]
    assert audited.select("who", "what", "subject").row(-1) == (BY, "withdraw", "batch 1")


def test_a_correction_taken_out_brings_back_what_stood_there(starter_store):
    bring(starter_store, cases("16/07/2021"))
    bring(starter_store, cases("15/07/2021"))
    assert reported(starter_store) == [date(2021, 7, 15)]

    withdraw(starter_store, 2)

    assert reported(starter_store) == [date(2021, 7, 16)]


def test_a_file_is_not_taken_out_from_under_a_later_one_that_speaks_of_its_rows(starter_store):
    bring(starter_store, cases("16/07/2021"))
    bring(starter_store, cases("15/07/2021"))

    with pytest.raises(StoreProblem, match="batches 2 of the same table came later and speak of"):
        withdraw(starter_store, 1)
    assert reported(starter_store) == [date(2021, 7, 15)]

    withdraw(starter_store, 1, 2)
    assert reported(starter_store) == []


def test_what_was_taken_out_goes_in_again(starter_store):
    bring(starter_store, cases("16/07/2021"))
    withdraw(starter_store, 1)

    assert counts(bring(starter_store, cases("16/07/2021"))) == {"investigation": (1, 0, 0)}


def test_cases_are_not_taken_out_from_under_what_is_said_of_them(starter_store):
    bring(starter_store, cases("16/07/2021"), NOTICE)
    before = everything(starter_store)

    with pytest.raises(StoreProblem, match="rows of batches 2 are of cases that no other batch"):
        withdraw(starter_store, 1)

    assert everything(starter_store) == before
    assert len(withdraw(starter_store, 1, 2)) == 2
    assert read_tallies(starter_store).tables["notice"].is_empty()


@pytest.mark.parametrize("batches", [(9,), (2, 9)])
def test_a_batch_that_there_is_not_is_named_and_no_other_is_taken_out(starter_store, batches):
    bring(starter_store, cases("16/07/2021"), NOTICE)
    before = everything(starter_store)

    with pytest.raises(StoreProblem, match="There is no batch 9"):
        withdraw(starter_store, *batches)

    assert everything(starter_store) == before


@seldom_on_a_server
@pytest.mark.slow
def test_every_batch_of_every_kind_is_taken_out_together(starter_store):
    before = content_of(starter_store)
    bring(starter_store, *(template(table, *rows) for table, rows in EVERYTHING.items()))

    said = withdraw(starter_store, *range(1, len(EVERYTHING) + 1))

    assert len(said) == len(EVERYTHING)
    assert content_of(starter_store) == before
    assert maintenance.faults(starter_store) == []


def test_the_bytes_of_what_was_taken_out_are_gone_from_the_file(file_store):
    keyed = "a1b2c3d4" * 4
    bring(file_store, lines("Case key,Date Reported", f"{keyed},16/07/2021"))
    assert keyed in file_text(file_store)

    withdraw(file_store, 1)

    assert keyed not in file_text(file_store)


def file_text(store):
    folder = file_of(store).parent
    return b"".join(file.read_bytes() for file in folder.glob("office.db*")).decode("latin-1")


def test_a_row_of_a_case_that_another_file_brought_goes_alone(starter_store):
    bring(starter_store, cases("16/07/2021", "17/07/2021"))
    bring(starter_store, lines("Crime Ref,Decided by,Decided on", f"{OTHER},cps,03/11/2021"))

    withdraw(starter_store, 2)

    tables = read_tallies(starter_store).tables
    assert (tables["investigation"].height, tables["notice"].height) == (2, 0)
