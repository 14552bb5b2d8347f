"""Whatever is wrong with a store is found, and said in a sentence."""

import pytest
from sqlalchemy.exc import IntegrityError

from data_access import maintenance
from data_access.store import StoreProblem, open_store
from data_access.writes.releases import record_releases
from tests.data_access.stores import AT, SUMMER, change, file_of, note
from tests.sentences import ORGANISATION_GONE
from tests.tally_builders import load


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


def test_a_release_without_the_counts_behind_it_is_found(starter_store):
    record_releases(starter_store, [SUMMER], batch=None, after=0, at=AT)
    assert maintenance.faults(starter_store) == []

    change(starter_store, "DELETE FROM release_proof")

    assert maintenance.faults(starter_store) == [
        "The counts behind the release of decisions in the 3 months from 01/07/2021 are missing."
    ]


def test_counts_without_their_release_are_found(file_store):
    record_releases(file_store, [SUMMER], batch=None, after=0, at=AT)

    change(file_store, "DELETE FROM release")

    assert sorted(maintenance.faults(file_store)) == [
        "release_proof row 1 refers to a missing release.",
        "released_count row 1 refers to a missing release.",
    ]


@pytest.mark.parametrize("number", [0, 4, 71])
def test_a_released_number_that_was_not_rounded_is_found(file_store, number):
    record_releases(file_store, [SUMMER], batch=None, after=0, at=AT)

    change(file_store, f"UPDATE released_count SET shown = {number}")

    assert f"released_count row 1 is {number}, which was not rounded." in maintenance.faults(
        file_store
    )


@pytest.mark.parametrize("number", [0, 4, 71])
def test_a_number_that_was_not_rounded_cannot_be_released(starter_store, number):
    exact = SUMMER._replace(numbers=[("told", None, "", number)])

    with pytest.raises(IntegrityError):
        record_releases(starter_store, [exact], batch=None, after=0, at=AT)


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
