"""A look at exact counts is appended to the record, and what cannot be true of one is refused."""

from datetime import date

import pytest

from data_access import maintenance
from data_access.reads import read_snapshot, writes_of_cases
from data_access.writes import Refused
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import AT, BY, record
from tests.sentences import LOOKS_LIKE_TELEPHONE, NAME_NO_CASE


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"reason": "  "}, "Reason: write something."),
        ({"reason": "x" * 201}, "Reason: write at most 200 characters."),
        ({"reason": "Ring 01752 123456"}, f"Reason: {LOOKS_LIKE_TELEPHONE}. {NAME_NO_CASE}"),
        ({"counted": "Decisions; drop"}, "Counted: choose one from the list."),
        ({"area": "Atlantis"}, "There is no such area. Choose one from the list."),
        ({"first_on": date(2021, 10, 1)}, "The period ends before it begins."),
        ({"last_on": date(2022, 3, 31)}, "The period has not ended yet: choose an earlier one."),
        ({"allowed_on": date(2022, 2, 2)}, "The day it was allowed is in the future."),
    ],
)
def test_what_is_no_look_is_refused_and_nothing_is_recorded(starter_store, details, sentence):
    before = everything(starter_store)

    with pytest.raises(Refused) as refused:
        record(starter_store, "exact_count_look", **details)

    assert str(refused.value) == sentence
    assert everything(starter_store) == before


def test_a_reason_is_kept_in_one_line(starter_store):
    record(starter_store, "exact_count_look", reason=" To  check\n a file ")

    assert [row["reason"] for row in rows(starter_store, "exact_count_look")] == ["To check a file"]


def test_a_look_leaves_the_rows_of_cases_and_what_was_counted_from_them(starter_store):
    before = writes_of_cases(read_snapshot(starter_store).tables["audit_event"])
    record(starter_store, "exact_count_look")

    after = writes_of_cases(read_snapshot(starter_store).tables["audit_event"])
    assert after.equals(before)


def test_a_reason_that_should_not_have_been_written_can_be_blanked(starter_store):
    record(starter_store, "exact_count_look", reason="Zanzibar marmalade")
    maintenance.redact(starter_store, "exact_count_look", 1, "reason", by=BY, at=AT)

    assert "Zanzibar" not in str(everything(starter_store))
    assert [row["reason"] for row in rows(starter_store, "exact_count_look")] == ["[redacted]"]
