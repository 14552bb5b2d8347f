"""The hash of an entry behind approved minutes changes with what was said, and nothing else."""

import pytest

from data_access.seals import entry_hash

DECISION = {"text": "Ask for the figures.", "owner": "Policy officer", "due_on": None}


@pytest.mark.parametrize(
    "later",
    [
        {"done_on": "2022-02-09"},
        {"a_column_of_a_later_version": None},
    ],
)
def test_what_came_of_an_entry_and_a_column_added_since_change_nothing_of_it(later):
    assert entry_hash(DECISION | later) == entry_hash(DECISION)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Ask for no figures."},
        {"owner": None},
        {"due_on": "2022-02-09"},
        {"owner": None, "due_on": "Policy officer"},
    ],
)
def test_each_change_of_what_it_said_is_seen(changed):
    assert entry_hash(DECISION | changed) != entry_hash(DECISION)
