"""Sentences on the nine characteristics: which are asked about least, and of which cases."""

from data_access.vocabulary import Characteristic
from metrics.victims.characteristics_text import (
    headline_text,
    least_asked_first,
    missing_text,
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


def test_the_characteristics_least_often_asked_about_are_named_with_their_numbers():
    assert missing_text(summary_of(OF_YEAR), SENT) == (
        "Least often asked about, of cases reported: disability (**fewer than 5 of about 100**), "
        "race (**about 40%, some 40 of 100**) and sex (**about 80%, some 80 of 100**)."
    )


def test_what_is_not_released_has_no_place_among_the_others_and_is_named():
    summary = summary_of(year(2020, {"age_asked": asked(85), "race_asked": asked(40)}))

    assert [*least_asked_first(summary, SENT)] == [Characteristic.RACE, Characteristic.AGE]
    assert too_few_text(summary, SENT) == "Too few to show of these cases: disability, sex."
    assert too_few_text(summary_of(OF_YEAR), SENT) == ""


def test_the_headline_of_the_nine_goes_from_the_least_to_the_most_often_asked():
    each = "Asked about, each of the nine by itself"

    assert headline_text(summary_of(OF_YEAR), SENT[2:]) == f"{each}: from 40% (race) to 80% (sex)"
    assert headline_text(summary_of(OF_YEAR), SENT[2:3]) == each
