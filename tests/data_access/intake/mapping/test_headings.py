"""The meaning of each heading of a file, and the table that a sheet belongs to."""

import pytest

from data_access.intake.mapping.headings import guess_tables, heading_errors, map_headings
from data_access.intake.reading.sheet import column_letters
from data_access.intake.table_specs import ColumnKind, table_specs

TABLES = list(table_specs())
LETTERS = [column_letters(place) for place in range(30)]
POLICE_OUTCOMES = ["Crime Ref", "Date Reported", "OC", "Date Finalised"]


def meanings(headings, table="investigation", remembered=None):
    """The column that each place means, by its name."""
    found = map_headings(headings, table_specs()[table], remembered or {})
    return {place: column.name for place, column in found.columns.items()}


def tables(headings, remembered=None):
    return [spec.table for spec in guess_tables(headings, remembered or {})]


@pytest.mark.parametrize("table", TABLES)
def test_a_template_is_known_by_its_headings_and_by_the_names_of_its_columns(table):
    template = table_specs()[table].template

    assert tables([column.heading for column in template]) == [table]
    assert tables([column.name for column in template]) == [table]


def test_headings_of_a_force_are_understood_and_others_are_left():
    matching = map_headings([*POLICE_OUTCOMES, "Operation"], table_specs()["investigation"], {})

    assert {place: column.name for place, column in matching.columns.items()} == {
        0: "case_reference",
        1: "reported_on",
        2: "outcome_code",
        3: "outcome_on",
    }
    assert matching.unused == [4]
    assert tables([*POLICE_OUTCOMES, "Operation"]) == ["investigation"]


def test_a_column_that_must_be_there_is_missed():
    matching = map_headings(["Outcome code", "Area"], table_specs()["investigation"], {})

    assert matching.missing == ["Crime reference", "Reported on"]
    assert list(heading_errors(matching, LETTERS)) == [
        (
            None,
            heading,
            "a column is missing",
            f"Add the column “{heading}”, or say which of the columns it is.",
        )
        for heading in ("Crime reference", "Reported on")
    ]


def test_two_columns_of_one_meaning_are_told_by_their_letters():
    headings = ["Crime Ref", "Date Reported", "Report Date", "Crime No"]
    matching = map_headings(headings, table_specs()["investigation"], {})

    assert matching.duplicates == [("Crime reference", [0, 3]), ("Reported on", [1, 2])]
    assert list(heading_errors(matching, LETTERS)) == [
        (
            None,
            heading,
            "two columns of one meaning",
            f"Columns {places} both mean “{heading}”: keep one of them.",
        )
        for heading, places in (("Crime reference", "A and D"), ("Reported on", "B and C"))
    ]


@pytest.mark.parametrize(
    ("headings", "means"),
    [
        (["Target Date", "Revised Target"], ["first_target_on", "target_on"]),
        (["Current Target", "Target"], ["target_on", "first_target_on"]),
        (["Original Target", "Target Date"], ["first_target_on", "target_on"]),
        (["Target Date"], ["target_on"]),
    ],
)
def test_a_plain_target_is_the_first_beside_a_revised_one_and_else_the_current(headings, means):
    assert list(meanings(headings, "case_plan").values()) == means


@pytest.mark.parametrize(
    "headings",
    [
        ["Race: asked", "Ethnicity", "Ethnic Appearance"],
        ["Ethnicity", "Ethnic Appearance", "Race: asked"],
        ["Ethnic Appearance", "race_asked", "Ethnicity"],
    ],
)
def test_answers_give_way_to_whether_it_was_asked_wherever_they_stand(headings):
    matching = map_headings(headings, table_specs()["investigation"], {})

    assert [(column.kind, column.name) for column in matching.columns.values()] == [
        (ColumnKind.CODE, "race_asked")
    ]
    assert matching.duplicates == []


def test_what_was_perceived_is_not_read():
    matching = map_headings(["IC Code"], table_specs()["investigation"], {})

    assert (matching.columns, list(matching.needless), matching.unused) == ({}, [0], [])


def test_a_meaning_that_was_confirmed_wins_over_what_is_known():
    remembered = {"date recorded": "outcome_on", "op": "area"}

    assert meanings(["Date Recorded", "OP", "Reported"], remembered=remembered) == {
        0: "outcome_on",
        1: "area",
        2: "reported_on",
    }


def test_a_confirmed_meaning_never_makes_a_column_of_answers_of_another():
    asked = map_headings(
        ["Group"], table_specs()["investigation"], {"group": "race_asked"}
    ).columns[0]

    assert asked.kind == ColumnKind.CODE


def test_a_confirmed_meaning_tells_the_table_too():
    headings = ["Crime Ref", "Decision Date", "Told?"]

    assert tables(headings, {"notice": {"told": "told_on"}}) == ["notice"]


def test_a_sheet_that_lacks_one_column_is_not_taken_for_a_table_that_asks_for_less():
    # Early advice asks for nothing but a case, and has “Requested on” too.
    headings = ["Crime Ref", "Requested on", "Acknowledged on", "Decided on", "Result"]

    assert tables(headings) == ["review_request"]
    assert map_headings(headings, table_specs()["review_request"], {}).missing == ["Scheme"]


def test_headings_of_two_tables_alike_leave_it_open():
    assert tables(["Date"]) == ["meeting", "action_update"]


@pytest.mark.parametrize("headings", [[], ["", ""], ["Colour", "Size"], ["Crime Ref", "Force"]])
def test_headings_that_say_nothing_are_of_no_table(headings):
    assert tables(headings) == []


@pytest.mark.parametrize(
    "headings",
    [
        ["Crime Ref", "Request Date", "Decision Date"],
        ["Crime Ref", "Date Requested", "Date Acknowledged"],
    ],
)
def test_a_sheet_that_another_table_would_use_more_of_is_asked_about(headings):
    tables = {spec.table for spec in guess_tables(headings, {})}

    assert {"review_request", "early_advice"} <= tables
