"""Whatever is wrong with a store is found, and said in a sentence."""

from datetime import date

import pytest

from data_access import maintenance
from data_access.store import StoreProblem, open_store
from data_access.tables import TALLY_NAMES
from data_access.writes.counted_quarters import NewCount, record_first_counts
from tests.data_access.stores import AT, change, file_of, note
from tests.sentences import ORGANISATION_GONE
from tests.tally_builders import load


def test_a_starter_store_has_no_fault(starter_store):
    assert maintenance.faults(starter_store) == []


def test_a_row_that_points_at_nothing_is_found(file_store):
    change(file_store, "INSERT INTO area (name, force) VALUES ('Plymouth', 'nobody')")

    assert maintenance.faults(file_store) == [f"area row 1 {ORGANISATION_GONE}."]


def test_an_update_from_before_its_action_is_found(starter_store):
    note(starter_store)
    change(starter_store, "UPDATE action_update SET effective_on = '2021-09-09'")

    assert maintenance.faults(starter_store) == [
        "action_update row 1 is from before its action was opened."
    ]


def test_a_recommendation_without_a_part_is_found(starter_store):
    change(starter_store, "DELETE FROM requirement WHERE recommendation = 'rape-1/9'")

    assert "Recommendation rape-1/9 has no part." in maintenance.faults(starter_store)


def test_a_counted_quarter_without_its_counts_is_found(starter_store):
    new = NewCount(date(2021, 7, 1), date(2021, 10, 31), "decisions", "counts", "numbers", "shown")
    record_first_counts(starter_store, [new], batch=None, after=0, at=AT)
    assert maintenance.faults(starter_store) == []

    change(starter_store, "DELETE FROM quarter_text")

    assert maintenance.faults(starter_store) == [
        "The counts of decisions in the quarter from 01/07/2021 are missing."
    ]


def test_a_value_that_cannot_be_read_is_found(file_store):
    change(file_store, "UPDATE inspection SET published_on = 'some day'")

    (fault,) = maintenance.faults(file_store)
    assert fault.startswith("inspection holds a value that cannot be read.")


def test_flipped_bytes_in_the_file_are_found(file_store):
    file = file_of(file_store)
    damaged = bytearray(file.read_bytes())
    # The head of every page but the first, where the program's own version stands.
    for page in range(4096, len(damaged), 4096):
        damaged[page] ^= 0xFF
    file.write_bytes(damaged)

    with pytest.raises(StoreProblem, match=r"office\.db is damaged"):
        assert maintenance.faults(open_store(file_store.url)) == []


def test_rows_of_cases_that_are_not_there_are_found_and_their_keys_are_not_said(starter_store):
    load(starter_store, "investigation", {}, {"case": 2})
    load(starter_store, "notice", {}, {"case": 2}, {"case": 3})
    load(starter_store, "notice", {"case": 4})
    load(starter_store, "referral", {"case": 2, "force": "cps"})

    assert maintenance.faults(starter_store) == [
        "referral has 1 rows of cases that are not there.",
        "notice has 2 rows of cases that are not there.",
    ]


def test_rows_of_a_batch_that_was_withdrawn_are_found(starter_store):
    load(starter_store, "investigation", {})
    batch = load(starter_store, "dip_sample", {})
    change(
        starter_store,
        f"UPDATE import_batch SET withdrawn_at = '2022-01-31 09:30:00' WHERE id = {batch}",
    )

    assert maintenance.faults(starter_store) == [
        "dip_sample has 1 rows of a batch that was withdrawn."
    ]


def test_a_store_with_a_row_of_every_table_of_cases_has_no_fault(starter_store):
    for table in TALLY_NAMES:
        load(starter_store, table, {})

    assert maintenance.faults(starter_store) == []
