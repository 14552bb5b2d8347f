"""What each heading of a file means, and which table a sheet holds."""

import pytest

from data_access.intake.header_matching import guess, match, wrong_headings
from data_access.intake.reading.sheet import column_letters
from data_access.intake.table_specs import Kind, layouts

TABLES = list(layouts())
LETTERS = [column_letters(place) for place in range(30)]
POLICE_OUTCOMES = ["Crime Ref", "Date Reported", "OC", "Date Finalised"]


def meanings(headings, table="investigation", remembered=None):
    """The column that each place means, by its name."""
    found = match(headings, layouts()[table], remembered or {})
    return {place: column.name for place, column in found.columns.items()}


def tables(headings, remembered=None):
    return [layout.table for layout in guess(headings, remembered or {})]


@pytest.mark.parametrize("table", TABLES)
def test_a_template_is_known_by_its_headings_and_by_the_names_of_its_columns(table):
    template = layouts()[table].template

    assert tables([column.heading for column in template]) == [table]
    assert tables([column.name for column in template]) == [table]


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_wrong_with_the_headings_of_a_template_without_the_key(table):
    template = [each for each in layouts()[table].template if each.kind != Kind.KEY]

    matching = match([column.heading for column in template], layouts()[table], {})

    assert list(matching.columns.values()) == template
    assert (matching.unused, wrong_headings(matching, LETTERS)) == ([], [])


def test_headings_of_a_force_are_understood_and_others_are_left():
    matching = match([*POLICE_OUTCOMES, "Operation"], layouts()["investigation"], {})

    assert {place: column.name for place, column in matching.columns.items()} == {
        0: "case_reference",
        1: "reported_on",
        2: "outcome_code",
        3: "outcome_on",
    }
    assert matching.unused == [4]
    assert tables([*POLICE_OUTCOMES, "Operation"]) == ["investigation"]


def test_a_column_that_must_be_there_is_missed():
    matching = match(["Outcome code", "Area"], layouts()["investigation"], {})

    assert matching.missing == ["Crime reference", "Reported on"]
    assert wrong_headings(matching, LETTERS) == [
        (
            "a column is missing",
            "Add the column “Crime reference”.",
            "Crime reference",
        ),
        ("a column is missing", "Add the column “Reported on”.", "Reported on"),
    ]


def test_either_a_reference_or_a_key_says_which_case_it_is():
    for heading in ("Crime reference", "Case key"):
        assert match([heading, "Reported on"], layouts()["investigation"], {}).missing == []


def test_a_table_that_is_not_of_cases_misses_no_reference():
    assert match([], layouts()["dip_sample"], {}).missing == [
        "What was looked for",
        "Sampled on",
        "Sampled",
        "Found in",
    ]


def test_two_columns_of_one_meaning_are_told_by_their_letters():
    headings = ["Crime Ref", "Date Reported", "Report Date", "Crime No"]
    matching = match(headings, layouts()["investigation"], {})

    assert matching.twice == [("Crime reference", [0, 3]), ("Reported on", [1, 2])]
    assert wrong_headings(matching, LETTERS) == [
        (
            "two columns of one meaning",
            f"Columns {places} both mean “{heading}”: keep one of them.",
            heading,
        )
        for heading, places in (("Crime reference", "A and D"), ("Reported on", "B and C"))
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ["Race: asked", "Ethnicity", "Ethnic Appearance"],
        ["Ethnicity", "Ethnic Appearance", "Race: asked"],
        ["Ethnic Appearance", "race_asked", "Ethnicity"],
    ],
)
def test_answers_give_way_to_whether_it_was_asked_wherever_they_stand(headings):
    matching = match(headings, layouts()["investigation"], {})

    assert [(column.kind, column.name) for column in matching.columns.values()] == [
        (Kind.CODE, "race_asked")
    ]
    assert matching.twice == []


@pytest.mark.parametrize(
    "headings", [["Ethnic Appearance", "Ethnicity"], ["Ethnicity", "Ethnic Appearance"]]
)
def test_what_was_perceived_gives_way_to_what_the_victim_said(headings):
    matching = match(headings, layouts()["investigation"], {})

    assert {place: column.kind for place, column in matching.columns.items()} == {
        headings.index("Ethnicity"): Kind.VALUE
    }
    assert matching.unused == []


def test_a_column_of_what_was_perceived_alone_is_read_as_that():
    matching = match(["IC Code"], layouts()["investigation"], {})

    assert [column.kind for column in matching.columns.values()] == [Kind.PERCEIVED]


def test_a_meaning_that_was_confirmed_wins_over_what_is_known():
    remembered = {"date recorded": "outcome_on", "op": "area"}

    assert meanings(["Date Recorded", "OP", "Reported"], remembered=remembered) == {
        0: "outcome_on",
        1: "area",
        2: "reported_on",
    }


def test_a_meaning_that_is_there_no_more_is_forgotten():
    remembered = {"date recorded": "recorded_on", "op": "gone"}

    assert meanings(["Date Recorded", "OP"], remembered=remembered) == {0: "reported_on"}


def test_a_confirmed_meaning_never_makes_a_column_of_answers_of_another():
    asked = match(["Group"], layouts()["investigation"], {"group": "race_asked"}).columns[0]

    assert asked.kind == Kind.CODE


def test_a_blank_heading_means_nothing():
    assert meanings(["", " ", "Reported on"]) == {2: "reported_on"}


def test_a_confirmed_meaning_tells_the_table_too():
    headings = ["Crime Ref", "Decision Date", "Told?"]

    assert tables(headings, {"notice": {"told": "told_on"}}) == ["notice"]


def test_a_sheet_that_lacks_one_column_is_not_taken_for_a_table_that_asks_for_less():
    # Early advice asks for nothing but a case, and has “Requested on” too.
    headings = ["Crime Ref", "Requested on", "Acknowledged on", "Decided on", "Result"]

    assert tables(headings) == ["review_request"]
    assert match(headings, layouts()["review_request"], {}).missing == ["Scheme"]


def test_headings_of_two_tables_alike_leave_it_open():
    assert tables(["Date"]) == ["meeting", "action_update"]


@pytest.mark.parametrize("headings", [[], ["", ""], ["Colour", "Size"], ["Crime Ref", "Force"]])
def test_headings_that_say_nothing_are_of_no_table(headings):
    assert tables(headings) == []
