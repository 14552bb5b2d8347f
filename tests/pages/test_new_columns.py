"""A column that came after the record is left out of the comparison; the others are compared."""

import pytest

from tests.pages.as_before.new_columns import csv_as_recorded, templates_as_recorded
from tests.pages.as_before.recorded import read_record

AS_IT_IS = read_record("starter")["data?as_at=2026-11-27"]
HEADINGS = "Reason for the change,Agreed by,Waiting on,Note"
NOTES = '        Waiting on,no,What it waits for.,Text.,""\n'
BEFORE_IT_CAME = AS_IT_IS.replace(HEADINGS, HEADINGS.replace("Waiting on,", "")).replace(NOTES, "")


def test_a_new_column_of_a_template_is_left_out():
    assert BEFORE_IT_CAME != AS_IT_IS
    assert templates_as_recorded(AS_IT_IS, BEFORE_IT_CAME) == BEFORE_IT_CAME
    assert templates_as_recorded(AS_IT_IS, AS_IT_IS) == AS_IT_IS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What it waits for.", "What holds it up."),
        ("Agreed by,Waiting on,", "Waiting on,Agreed by,"),
        ("Agreed by,Waiting on,", "Waiting on,"),
    ],
)
def test_a_column_that_was_recorded_is_compared_as_it_stands(old, new):
    changed = AS_IT_IS.replace(old, new)

    assert changed != AS_IT_IS
    assert templates_as_recorded(changed, AS_IT_IS) != AS_IT_IS
    if old.startswith("What"):
        # The words of a new column must be those of columns.csv.
        assert templates_as_recorded(changed, BEFORE_IT_CAME) != BEFORE_IT_CAME


def test_the_rest_of_an_export_has_the_bytes_that_it_had():
    before = b'id,text\n1,"a, b"\n2,\n3,""\n'
    after = b'id,new,text\n1,x,"a, b"\n2,,\n3,"",""\n'

    assert csv_as_recorded(after, ["id", "text"]) == before
    assert csv_as_recorded(before, ["id", "text"]) == before
