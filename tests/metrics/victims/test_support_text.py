"""Sentences on support that ended: what is missing, then stages and kinds of reasons."""

from metrics.victims.support_text import (
    MISSING,
    STAGE,
    WHEN,
    ends_text,
    headline_text,
    most_often_text,
)
from tests.released import summary_of, year

KINDS = {
    "what police and CPS can change": 60,
    "fear of court or of somebody": 70,
    "the victim’s own life or another reason": 105,
    "never wanted an investigation": 30,
    "reported by someone else": 20,
    "not contactable or declined to say": None,
    "not asked or not recorded": 35,
}
STAGES = {"report": 60, "statement": 80, "investigation": 170, "not recorded": 200}


def test_how_often_support_ended_is_said_with_the_reasons_that_are_missing():
    few = KINDS | {"not asked or not recorded": None}

    assert ends_text(summary_of(year(2020, {"kind of reason": KINDS}))) == (
        "Support for a case ended **about 320** times; in **about 35** no reason was asked or "
        "recorded."
    )
    assert ends_text(summary_of(year(2020, {"kind of reason": few}))).endswith(
        "in **fewer than 5** no reason was asked or recorded."
    )


def test_the_most_frequent_stage_and_kinds_of_reasons_are_named_and_no_missing_record_is_one():
    reasons = (
        "Most often for: the victim’s own life or another reason (**about 105**), fear of court "
        "or of somebody (**about 70**) and what police and CPS can change (**about 60**)."
    )
    both = summary_of(year(2020, {"kind of reason": KINDS, "stage": STAGES}))

    assert most_often_text(both) == (
        f"Most often at the stage: investigation (**about 170**). {reasons}"
    )
    assert most_often_text(summary_of(year(2020, {"kind of reason": KINDS}))) == reasons
    assert most_often_text(summary_of(year(2020, {"kind of reason": {}}))) == ""


def test_a_headline_names_the_most_frequent_answer_with_what_it_is_out_of():
    counts = {"report": 20, "statement": 5, "charge": 20, "not recorded": 90, "": 135}

    assert headline_text(WHEN, counts, MISSING[STAGE]) == (
        "At which stage: most often report and charge, about 20 of 135"
    )
    small = {"report": None, "statement": None, "not recorded": 90, "": 90}
    assert headline_text(WHEN, small, MISSING[STAGE]) == WHEN
