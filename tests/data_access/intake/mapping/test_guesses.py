"""Likely meanings of headings and words: a guess is offered where it is better than chance."""

import polars as pl
import pytest

from data_access.intake.mapping.guesses import guess_columns, guess_word, map_table
from data_access.intake.mapping.headings import map_headings
from data_access.intake.models import OUTSIDE_LIST
from data_access.intake.reading.table_detection import SheetTable
from data_access.intake.table_specs import table_specs

PLAN = table_specs()["case_plan"]
DAYS = ["04/10/2021", "05/10/2021"]


def table(**columns):
    """A table with a heading for each name, whose underscores are spaces."""
    cells = {f"c{place}": each for place, each in enumerate(columns.values())}
    rows = pl.DataFrame(cells, dict.fromkeys(cells, pl.String)).with_row_index("row", offset=2)
    return SheetTable([name.replace("_", " ") for name in columns], rows)


def named(columns):
    return {position: column.name for position, column in columns.items()}


def guessed(spec=PLAN, **columns):
    sheet = table(**columns)
    return named(guess_columns(sheet, map_headings(sheet.headings, spec, {}), {}))


def mapped(meanings=None, spec=PLAN, **columns):
    return named(map_table(table(**columns), spec, meanings or {}).columns)


@pytest.mark.parametrize("heading", ["Owner", "OWNER", "Action_Owner"])
def test_an_owner_that_is_police_or_cps_alone_is_who_must_act(heading):
    assert mapped(**{heading: ["Police", "CPS", None, "police force"]}) == {0: "must_act"}


@pytest.mark.parametrize("cells", [["Police", "Quillfeather"], [None, None], ["Police", "OIC"]])
def test_another_owner_is_not_read_as_who_must_act(cells):
    assert mapped(Owner=cells) == {}


def test_an_owner_gives_way_to_who_must_act_and_to_what_was_said_of_it():
    assert mapped(Owner=["CPS"], Who_must_act=["CPS"]) == {1: "must_act"}
    assert mapped({"owner": ""}, Owner=["CPS"]) == {}


def test_the_owner_of_an_action_is_its_role():
    assert mapped(spec=table_specs()["action"], Owner=["Police"]) == {0: "owner_role"}


def test_a_heading_is_likely_to_mean_a_column_of_which_it_has_most_words_and_the_cells():
    assert guessed(CAP_Issued=DAYS, CAP_Closed=DAYS, CAP_Closure_Reason=["Answered", "Lapsed"]) == {
        0: "issued_on",
        1: "closed_on",
        2: "closed_reason",
    }


@pytest.mark.parametrize(
    "column",
    [
        {"CAP_Issued": ["yes", "no"]},
        {"Response_Due": DAYS},
        {"Interview_Date": DAYS},
        {"CAP_Closure_Reason": [f"reason {number}" for number in range(21)]},
        {"Date": DAYS},
    ],
)
def test_no_guess_is_made_where_cells_or_telling_words_speak_against_it(column):
    assert guessed(**column) == {}


def test_two_headings_are_never_taken_for_one_column():
    assert guessed(CAP_Issued_First_Draft=DAYS, CAP_Issued=DAYS) == {1: "issued_on"}
    assert guessed(Plan_Issued=DAYS, CAP_Issued=DAYS) == {0: "issued_on"}


def test_a_column_that_tells_how_it_was_asked_is_never_guessed():
    asked = {"Disability_asked_by": ["not asked", "own account"]}

    assert guessed(table_specs()["investigation"], **asked) == {}


@pytest.mark.parametrize(
    ("table_name", "column", "word", "means"),
    [
        ("case_plan", "must_act", "Police OIC", "police"),
        ("case_plan", "must_act", "CPS South West RASSO", "cps"),
        ("case_plan", "must_act", "Court", OUTSIDE_LIST),
        ("case_plan", "closed_reason", "Closed - admin finalised", "admin finalised"),
        ("case_plan", "closed_reason", "Unanswered", OUTSIDE_LIST),
        ("referral", "decision", "NFA - evidential", "no further action"),
        ("referral", "decision", "Not charged", OUTSIDE_LIST),
        ("referral", "return_reason", "Disclosure schedules incomplete", "disclosure"),
        ("notice", "method", "Letter", OUTSIDE_LIST),
        ("notice", "isva_offered", "Yes - by SOLO", "yes"),
        ("notice", "isva_offered", "Yes, not taken up", OUTSIDE_LIST),
        ("notice", "decided_by", "Court", None),
        ("investigation", "outcome_code", "99", None),
        ("investigation", "race_asked", "Y", None),
    ],
)
def test_a_word_is_likely_to_mean_the_one_of_ours_that_it_holds(table_name, column, word, means):
    (ours,) = (each for each in table_specs()[table_name].template if each.name == column)

    assert guess_word(word, ours) == means
