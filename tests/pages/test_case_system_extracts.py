"""Extracts of two case systems go in by one round of questions."""

import pytest

from data_access import reads
from data_access.store import open_store
from tests.case_system_extracts import (
    CASES,
    CHANGED_OF_CPS,
    CHANGED_OF_POLICE,
    cps_extract,
    police_extract,
)
from tests.pages.conftest import everything_said
from tests.pages.test_data import data_page, loaded, office, words_of
from tests.pages.test_messy_extracts import from_whom, upload

__all__ = ["office"]
pytestmark = pytest.mark.slow


def questions(page):
    """What each question about the files has as its answer, in the order of the page."""
    return [(each.label, each.value) for each in page.selectbox if each.label.endswith(", means")]


def changed(page, answers):
    for beginning, answer in answers.items():
        (box,) = (each for each in page.selectbox if each.label.startswith(beginning))
        (option,) = (each for each in box.options if each.startswith(answer))
        box.select(option)
    return page.run()


def tallies(url):
    return reads.read_tallies(open_store(url)).tables


def counted(column):
    return dict(column.value_counts().iter_rows())


def test_the_police_extract_goes_in_after_one_round_of_questions_with_their_likeliest_answers(
    office,
):
    page = upload(from_whom(data_page(), "Niche"), police_extract())

    assert questions(page) == [
        ("Column D, “Outcome Recorded Date”, means", "outcome_on"),
        ("“Unknown” in column E, Domestic abuse (8 cells), means", ""),
        ("Column F, “Beat Code”, means", ""),
        ("Column B, “CAP Issued”, means", "issued_on"),
        ("Column F, “CAP Closure Reason”, means", "closed_reason"),
        (
            "“Admin finalised by CPS” in column F, Reason for closing (6 cells), means",
            "admin finalised",
        ),
        ("“Lapsed” in column F, Reason for closing (6 cells), means", "outside the list"),
        ("“Superseded” in column F, Reason for closing (6 cells), means", "outside the list"),
        ("Column G, “CAP Closed”, means", "closed_on"),
        ("Column H, “Team”, means", ""),
    ]
    assert words_of(page.error) == []
    page = loaded(changed(page, CHANGED_OF_POLICE))

    (said,) = words_of(page.success)
    assert said.startswith(f"Loaded: {2 * CASES} new rows, 0 changed, 0 as they were.")
    assert said.splitlines()[-1] == (
        "- Left out: Occurrences.csv column F, “Beat Code”; Case action plans.csv column H, “Team”."
    )
    plans = tallies(office)["case_plan"]
    assert counted(plans["must_act"]) == {"police": 12, "cps": 12}
    assert counted(plans["closed_reason"]) == {None: 12, "admin finalised": 6, "withdrawn": 6}
    assert (plans["target_on"] > plans["first_target_on"]).sum() == CASES // 2
    assert plans["first_target_on"].null_count() == 0
    assert counted(tallies(office)["investigation"]["domestic_abuse"]) == {
        True: 8,
        False: 8,
        None: 8,
    }

    # The next extract asks again about what was left out alone.
    assert questions(upload(from_whom(data_page(), "Niche"), police_extract())) == [
        ("Column F, “Beat Code”, means", ""),
        ("Column H, “Team”, means", ""),
    ]


def test_the_cps_extract_goes_in_after_one_round_of_questions(office):
    page = upload(from_whom(data_page(), "Niche"), police_extract())
    loaded(changed(page, CHANGED_OF_POLICE))
    page = upload(from_whom(data_page(), "CPS South West"), cps_extract())
    (more,) = (each for each in page.checkbox if each.label == "Add unnumbered rows as new records")
    page = more.check().run()

    assert questions(page) == [
        ("Column D, “Charging Decision Made”, means", "decision"),
        ("“Charge authorised” in column D, Decision (8 cells), means", "charge"),
        ("“NFA - evidential” in column D, Decision (8 cells), means", "no further action"),
        ("“Referred back” in column D, Decision (8 cells), means", "outside the list"),
        (
            "“Disclosure schedules incomplete” in column F, Reason for return (6 cells), means",
            "disclosure",
        ),
        ("“Not on the system” in column F, Reason for return (6 cells), means", "outside the list"),
        ("Column G, “Reviewing Unit”, means", ""),
        ("Column E, “Method of Contact”, means", "method"),
        ("“MS Teams” in column E, How told (12 cells), means", "outside the list"),
        ("“Phone call by officer” in column E, How told (12 cells), means", "telephone"),
        ("“SOLO team” in column F, Told by (12 cells), means", "SOLO"),
        ("“Witness Care” in column F, Told by (12 cells), means", "outside the list"),
        ("Column G, “CMS Ref Type”, means", ""),
    ]
    page = loaded(changed(page, CHANGED_OF_CPS))

    (said,) = words_of(page.success)
    assert said.startswith(f"Loaded: {3 * CASES} new rows, 0 changed, 0 as they were.")
    tables = tallies(office)
    assert counted(tables["referral"]["decision"]) == {
        "charge": 8,
        "no further action": 8,
        "returned to the police": 8,
    }
    assert counted(tables["referral"]["return_reason"]) == {None: 12, "disclosure": 6, "other": 6}
    assert counted(tables["notice"]["method"]) == {"video": 12, "telephone": 12}
    assert counted(tables["notice"]["told_by"]) == {"SOLO": 12, "other": 12}
    assert tables["case_plan"].height == 2 * CASES


@pytest.mark.usefixtures("office")
def test_another_column_for_a_heading_brings_the_questions_of_its_words():
    page = upload(from_whom(data_page(), "Niche"), police_extract())

    page = changed(page, {"Column F, “CAP Closure Reason”": "nothing"})
    page = changed(page, {"Column H, “Team”": "Reason for closing"})

    asked = [label for label, _ in questions(page)]
    assert "“RASSO 1” in column H, Reason for closing (8 cells), means" in asked
    assert "Left out: Occurrences.csv column F, “Beat Code”" in everything_said(page).replace(
        "\\", ""
    )
