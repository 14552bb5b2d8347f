"""Whatever is wrong with a store is found, and said in a sentence."""

import pytest

from data_access import upkeep
from data_access.store import StoreProblem, open_store
from tests.data_access.stores import change, file_of, note


def test_a_starter_store_has_no_fault(starter_store):
    assert upkeep.faults(starter_store) == []


def test_a_row_that_points_at_nothing_is_found(starter_store):
    change(
        file_of(starter_store),
        "INSERT INTO area (name, force) VALUES ('Plymouth', 'nobody')",
    )

    assert upkeep.faults(starter_store) == ["area row 1 points at a organisation that is gone."]


def test_an_update_from_before_its_action_is_found(starter_store):
    note(starter_store)
    change(file_of(starter_store), "UPDATE action_update SET effective_on = '2021-09-09'")

    assert upkeep.faults(starter_store) == [
        "action_update row 1 is from before its action was opened."
    ]


def test_a_recommendation_without_a_part_is_found(starter_store):
    change(file_of(starter_store), "DELETE FROM requirement WHERE recommendation = 'rape-1/9'")

    assert "Recommendation rape-1/9 has no part." in upkeep.faults(starter_store)


def test_a_value_that_cannot_be_read_is_found(starter_store):
    change(file_of(starter_store), "UPDATE inspection SET published_on = 'some day'")

    (fault,) = upkeep.faults(starter_store)
    assert fault.startswith("inspection holds a value that cannot be read.")


def test_flipped_bytes_in_the_file_are_found(starter_store):
    file = file_of(starter_store)
    damaged = bytearray(file.read_bytes())
    # The head of every page but the first, where the program's own version stands.
    for page in range(4096, len(damaged), 4096):
        damaged[page] ^= 0xFF
    file.write_bytes(damaged)

    with pytest.raises(StoreProblem, match=r"office\.db is damaged"):
        assert upkeep.faults(open_store(starter_store.url)) == []
