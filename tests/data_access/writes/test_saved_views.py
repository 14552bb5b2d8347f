"""A view is kept under a name of its own, holds nothing of a case, and is taken off once."""

from datetime import date, timedelta

import pytest

from data_access import maintenance, schemas, writes
from data_access.schemas.office import parameters_in, query_string
from data_access.writes import Invalid, Overtaken, Refused
from tests.data_access.contents import everything, rows
from tests.data_access.valid_entries import AT, BY, DAY, record
from tests.sentences import LOOKS_LIKE_CASE, LOOKS_LIKE_TELEPHONE, NAME_NO_CASE, NAME_TAKEN


def refusal(store, kind, **details):
    before = everything(store)
    with pytest.raises(Refused) as refused:
        record(store, kind, **details)
    assert everything(store) == before
    return str(refused.value)


def test_taking_a_view_off_is_a_row_and_the_view_stays_as_it_was(starter_store):
    record(starter_store, "saved_view")
    kept = rows(starter_store, "saved_view")

    record(starter_store, "view_taken_off", by="Somebody else")

    assert rows(starter_store, "saved_view") == [
        *kept,
        {
            "id": 2,
            "page": "explore",
            "name": None,
            "parameters": None,
            "takes_off": 1,
            "effective_on": "2022-01-31",
            "recorded_at": "2022-02-01 10:30:00.000000",
            "recorded_by": "Somebody else",
        },
    ]


@pytest.mark.parametrize("name", ["Told in time, by area", "told IN time,  by area "])
def test_a_name_on_the_list_of_the_page_is_not_given_again(starter_store, name):
    record(starter_store, "saved_view")

    assert refusal(starter_store, "saved_view", name=name) == NAME_TAKEN


def test_a_name_is_free_on_another_page_and_once_it_is_off_the_list(starter_store):
    record(starter_store, "saved_view")
    record(starter_store, "saved_view", page="escalations")
    record(starter_store, "view_taken_off")

    record(starter_store, "saved_view")

    named = [row["id"] for row in rows(starter_store, "saved_view") if row["name"]]
    assert named == [1, 2, 4]


def test_a_view_is_taken_off_once_and_not_before_it_was_kept(starter_store):
    assert refusal(starter_store, "view_taken_off") == "There is no such view."
    record(starter_store, "saved_view")
    assert refusal(starter_store, "view_taken_off", effective_on=DAY - timedelta(1)) == (
        "A view cannot be taken off the list before it was kept."
    )
    record(starter_store, "view_taken_off")

    with pytest.raises(Overtaken, match=r"^That view was taken off the list already\.$"):
        record(starter_store, "view_taken_off")
    assert refusal(starter_store, "view_taken_off", view=2) == "There is no such view."


def test_a_name_that_was_blanked_is_gone_and_the_view_can_still_be_taken_off(starter_store):
    record(starter_store, "saved_view", name="Zanzibar marmalade")
    maintenance.redact(starter_store, "saved_view", 1, "name", by=BY, at=AT)

    assert "Zanzibar" not in str(everything(starter_store))
    assert [row["name"] for row in rows(starter_store, "saved_view")] == ["[redacted]"]
    record(starter_store, "saved_view", name="Zanzibar marmalade")
    record(starter_store, "view_taken_off")


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"name": "  "}, "Name: write something."),
        ({"name": "x" * 81}, "Name: write at most 80 characters."),
        ({"name": "a\0b"}, "Name: write it anew: there is a character in it that cannot be kept."),
        ({"name": "Ring 01752 123456"}, f"Name: {LOOKS_LIKE_TELEPHONE}. {NAME_NO_CASE}"),
        ({"parameters": "a=" + "x" * 4000}, "Parameters: write at most 4000 characters."),
        ({"parameters": "words=CR%2F012345%2F21"}, f"Parameters{LOOKS_LIKE_CASE}"),
        ({"page": "../pages/x"}, "Page: choose one from the list."),
        ({"effective_on": date(2022, 2, 2)}, "The day it was kept is in the future."),
    ],
)
def test_what_is_no_name_of_a_view_is_refused(starter_store, details, sentence):
    assert refusal(starter_store, "saved_view", **details) == sentence


@pytest.mark.parametrize(
    "parameters", ["b=1&a=2", "a=1&a=2", "as_at=2022-01-31", "a", "?a=1", "a=1&", "a=b c"]
)
def test_parameters_are_kept_in_one_way_alone(starter_store, parameters):
    assert refusal(starter_store, "saved_view", parameters=parameters) == (
        "Parameters: give each thing that was chosen once, in order, and not the day."
    )


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"area": ""},
        {"measure": "told_in_time", "by": "area"},
        {"area": "Torbay & South", "name": "a=b?c#d é ’ %26 +"},
    ],
)
def test_parameters_come_back_as_they_were_but_for_the_day(starter_store, parameters):
    text = query_string(parameters | {"as_at": "2022-01-31"})
    new = writes.validate(
        schemas.NewSavedView, page="explore", name="One", parameters=text, effective_on=DAY
    )
    assert writes.record(starter_store, new, by=BY, at=AT) == 1

    assert parameters_in(rows(starter_store, "saved_view")[0]["parameters"]) == parameters
    assert query_string(dict(reversed(parameters.items()))) == text


def test_a_name_with_line_breaks_is_one_line():
    new = writes.validate(
        schemas.NewSavedView, page="explore", name=" One\n two ", parameters="", effective_on=DAY
    )

    assert new.name == "One two"


def test_parameters_of_nothing_at_all_are_refused():
    with pytest.raises(Invalid, match=r"^Parameters: fill this in\.$"):
        writes.validate(schemas.NewSavedView, page="explore", name="One", effective_on=DAY)
