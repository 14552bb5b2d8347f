"""Sentences on support that ended, and on the nine characteristics: missing values first."""

from data_access.vocabulary import Characteristic
from metrics.victims.characteristics_text import headline_text as nine_text
from metrics.victims.characteristics_text import missing_text
from metrics.victims.support_text import (
    WHEN,
    by_size,
    ends_text,
    forms_text,
    headline_text,
    most_often_text,
    pairs_shown_text,
)
from tests.victim_builders import summary_of

ENDS = {
    "early": {"yes": 20, "no": 30},
    "stage": {"report": 40, "not recorded": 10},
    "reason": {"well-being": 35, "not asked": None, "not recorded": 5},
}


def test_what_is_not_recorded_of_support_that_ended_is_said_first():
    assert ends_text(summary_of(ENDS, ENDS)) == (
        "Support ended **100** times. Stage not recorded: **20**. Reason not recorded: **10**; "
        "not asked: **withheld**."
    )
    assert ends_text(summary_of({"stage": {"report": None, "not recorded": 1}})) == (
        "How often support ended is **withheld**. Stage not recorded: **withheld**. Reason not "
        "recorded: **0**; not asked: **0**."
    )


def test_of_support_that_ended_six_times_it_is_said_how_often_and_nothing_more():
    six = {"stage": {"report": 6}, "reason": {"well-being": 6}}

    assert ends_text(summary_of(six)) == (
        "Support ended **6** times. Stage not recorded: **withheld**. Reason not recorded: "
        "**withheld**; not asked: **withheld**."
    )
    assert most_often_text(summary_of(six)) == ""


def test_when_and_why_support_ended_most_often_is_said_of_what_can_be_shown():
    made = {
        "stage": {"report": 7, "statement": None, "investigation": 40, "not recorded": 50},
        "reason": {
            "well-being": 5,
            "wants to move on": 12,
            "fear of court": 8,
            "other": 6,
            "not asked": 30,
            "no confidence in the outcome": None,
        },
    }

    assert most_often_text(summary_of(made)) == (
        "Stages shown, 4 of 5: investigation **40** and report **7**. Reasons shown, 12 of 13: "
        "wants to move on **12**, fear of court **8** and other **6**."
    )
    everything = made | {"stage": {"statement": 19}}
    assert most_often_text(summary_of(everything)).startswith(
        "Most frequent stages: statement **19**. Reasons shown, 12 of 13:"
    )


def test_nothing_is_said_of_when_and_why_where_all_of_it_is_withheld_or_nought():
    hidden = {"stage": {"report": None, "not recorded": 5}, "reason": {"not asked": 5}}

    assert most_often_text(summary_of(hidden)) == ""


def test_pairs_of_a_stage_and_a_reason_that_can_be_shown_are_counted():
    pairs = {"report; well-being": None, "statement; well-being": 12}

    assert pairs_shown_text(summary_of({"stage_and_reason": pairs})) == (
        "Of all areas together, October to December 2021: 89 of 90 pairs can be shown, "
        "88 of them 0."
    )


def test_forms_outside_domestic_abuse_are_shown_beside_those_in_it():
    forms = {"yes; yes": 12, "no; yes": 17, "not recorded; yes": 10}
    whose = "all areas together, October to December 2021"

    assert forms_text(summary_of({"abuse_and_mg6dar": forms})) == (
        f"Forms MG6DAR received, {whose}: 12 in cases of domestic abuse, 17 in other cases and 10 "
        "in cases where that is not recorded."
    )
    hidden = forms | {"no; yes": 7, "not recorded; yes": None}
    assert forms_text(summary_of({"abuse_and_mg6dar": hidden})) == (
        f"Forms MG6DAR received, {whose}: 12 in cases of domestic abuse. Withheld: how many in "
        "other cases and in cases where that is not recorded."
    )
    assert forms_text(summary_of({"abuse_and_mg6dar": {"yes; yes": 7}})) == (
        f"How many forms MG6DAR were received is withheld: small number ({whose})."
    )


def asked(own_account, prefers_not, not_asked, not_recorded):
    return {
        "own account": own_account,
        "prefers not to say": prefers_not,
        "not asked": not_asked,
        "not recorded": not_recorded,
    }


def test_the_characteristics_missing_most_are_named_and_those_withheld_are_counted():
    made = {
        "age_asked": asked(90, 0, 5, 5),
        "race_asked": asked(40, 10, 25, 25),
        "disability_asked": asked(10, 10, 60, 20),
        "sexual_orientation_asked": asked(5, 5, 50, 40),
        "sex_asked": asked(80, None, None, 10),
    }

    assert missing_text(summary_of(made)) == (
        "Not asked or not recorded most often: sexual orientation **90%**, disability **80%** and "
        "race **50%** of reports. Withheld, since a number is small: **1** of the nine."
    )


def test_where_every_characteristic_is_withheld_nothing_is_said_of_what_is_missing():
    made = {"age_asked": asked(90, None, 5, 5)}

    assert missing_text(summary_of(made)) == (
        "What is missing cannot be said. Withheld, since a number is small: **1** of the nine."
    )


def test_the_largest_comes_first_and_what_is_withheld_last_in_an_order_of_its_own():
    counts = {"report": None, "statement": 0, "investigation": 9, "with the CPS": None, "charge": 9}

    assert [*by_size(counts).items()] == [
        ("investigation", 9),
        ("charge", 9),
        ("statement", 0),
        ("report", None),
        ("with the CPS", None),
    ]


def test_a_headline_names_the_most_frequent_answer_and_says_if_others_are_withheld():
    counts = {"report": 20, "statement": 7, "charge": 20, "not recorded": 90}
    missing = ("not recorded",)

    assert headline_text(WHEN, counts, missing) == (
        "At which stage: most often report and charge, 20 times each"
    )
    assert headline_text(WHEN, counts | {"charge": None}, missing) == (
        "At which stage: of those shown, most often report, 20 times"
    )
    assert headline_text(WHEN, {"report": None, "not recorded": 90}, missing) == WHEN
    assert headline_text(WHEN, {"report": 0, "not recorded": 12}, missing) == WHEN


def test_the_headline_of_the_nine_goes_from_the_least_to_the_most_often_asked():
    age, race = ({"own account": number, "not asked": 100 - number} for number in (85, 40))
    nine = {"age_asked": age, "race_asked": race}
    each = "Asked about, each of the nine by itself"

    sent = (Characteristic.AGE, Characteristic.RACE, Characteristic.SEX)
    assert nine_text(summary_of(nine), sent) == f"{each}: from 40% (race) to 85% (age)"
    hidden = {"sex_asked": {"own account": None, "not asked": 20}}
    assert nine_text(summary_of(nine | hidden), sent) == (
        f"{each}: of those shown, from 40% (race) to 85% (age)"
    )
    assert nine_text(summary_of(nine), sent[:1]) == each
