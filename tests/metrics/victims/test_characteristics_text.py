"""Sentences on the nine characteristics: which are asked about least, and of which cases."""

from data_access.vocabulary import Characteristic
from metrics.finding import Finding
from metrics.victims.characteristics_text import (
    TOO_FEW,
    asked_finding,
    least_asked_first,
    too_few_text,
)
from tests.released import summary_of, year

SENT = (Characteristic.AGE, Characteristic.DISABILITY, Characteristic.RACE, Characteristic.SEX)


def asked(number, of=100):
    return {"asked": number, "not asked": of - number}


NINE = {
    "age_asked": asked(85),
    "disability_asked": {"asked": None, "not asked": 100},
    "race_asked": asked(40),
    "sex_asked": asked(80),
}
OF_YEAR = year(2020, NINE)


def test_the_least_and_the_most_asked_about_are_named_and_how_often_the_least_is_not_recorded():
    unrecorded = {"race_asked": {"asked": 40, "not asked": 20, "not recorded": 40}}

    assert asked_finding(summary_of(year(2020, NINE | unrecorded)), SENT[2:]) == Finding(
        "Fewest victims are known to have been asked about race (40%), most about sex (80%)",
        base="Of about 100 cases, all areas together, April 2020 to March 2021.",
        ask="Chief Constable: in about 20 of 100 cases the victim was not asked about race and in "
        "about 40 it is not recorded. Why?",
    )
    none_is_known = {"race_asked": {"asked": 40, "not recorded": 60}}
    assert asked_finding(summary_of(year(2020, NINE | none_is_known)), SENT[2:]).ask == (
        "Chief Constable: in about 60 of 100 cases it is not recorded whether the victim was asked "
        "about race. Why?"
    )
    assert asked_finding(summary_of(year(2020, {})), SENT).ask == ""
    assert asked_finding(summary_of(year(2020, {})), SENT) == Finding(TOO_FEW)


def test_what_is_not_released_has_no_place_among_the_others_and_is_named():
    summary = summary_of(year(2020, {"age_asked": asked(85), "race_asked": asked(40)}))

    assert [*least_asked_first(summary, SENT)] == [Characteristic.RACE, Characteristic.AGE]
    assert too_few_text(summary, SENT) == "Too few to show of these cases: disability, sex."
    assert too_few_text(summary_of(OF_YEAR), SENT) == ""
