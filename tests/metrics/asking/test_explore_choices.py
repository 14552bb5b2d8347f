"""What a question in plain words chooses on Explore, and why not, as at 28 February 2022."""

import pytest

from tests.metrics.asking.asking import chosen

QUESTIONS = {
    "open plans over 90 days in Devon": "measure=case_plans_open by=age area=Devon",
    "reviews upheld last year": "measure=reviews by=stage by2=result from=2020-04 to=2021-03",
    "told in time by quarter since April": (
        "measure=told_in_time by=period grain=quarter from=2021-04"
    ),
    "escalations of the CPS by route last quarter": (
        "measure=escalations by=side by2=route from=2021-10 to=2021-12"
    ),
    "told in time and told late by area in 2020/21": (
        "measure=told_in_time by=area from=2020-04 to=2021-03 also=told_late"
    ),
    "outcomes by domestic abuse": "measure=outcomes by=domestic_abuse",
    "escalations by outcome": "measure=escalations by=outcome",
    "why did files come back since July 2021?": ("measure=referrals by=return_reason from=2021-07"),
    "open plans since April": "measure=case_plans_open by=period from=2021-04",
    "open plans in September 2021": "measure=case_plans_open to=2021-09",
    "open plans in Devon and Plymouth": "measure=case_plans_open with=Devon;Plymouth",
    "told late last qtr": "measure=told_late from=2021-10 to=2021-12",
    "open plans since 1 April 2021": "measure=case_plans_open by=period from=2021-04",
    "told in time in financial year 2020": "measure=told_in_time from=2020-04 to=2021-03",
    "victims who were never told": "measure=not_yet_told",
    "victims not told in time": "measure=told_late",
    "victims who were not told late": "measure=told_in_time",
    "number of rapes": "measure=investigations",
    "reports in Devon": "measure=investigations area=Devon",
    "overdue plans": "measure=past_point_plans",
    "victims not told of the right to review": "measure=review_right_told_police",
    "charge decisions late": "measure=cps_decision_in_time",
    "by phone": "measure=notices by=method",
    "plans over 28 days": "measure=case_plans_open by=age",
    "open plans up to 56 days old, in Devon": "measure=case_plans_open by=age area=Devon",
    "told late in 20/21": "measure=told_late from=2020-04 to=2021-03",
    "told in time Q1 2021": "measure=told_in_time from=2021-04 to=2021-06",
    "escalations since 1/4/21": "measure=escalations from=2021-04",
    "days to tell, 01/04/2020 - 31/03/2021": "measure=days_to_tell from=2020-04 to=2021-03",
    "told late 1/4/2020-30/9/2020": "measure=told_late from=2020-04 to=2020-09",
    "told late - Devon - 2020/21": "measure=told_late area=Devon from=2020-04 to=2021-03",
    "charge rate by quarter": "measure=outcomes by=outcome by2=period grain=quarter",
    "outcome 16 rate by quarter": "measure=outcome_16_rate by=period grain=quarter",
    "support ended by stage": "measure=support_ending by=stage",
    "notices by support ended": "measure=notices by=support_ended by2=told",
    "joint actions due": "measure=actions_due_soon",
    "told in time for CPS decisions": "measure=told_in_time_cps",
}
NOT_CHOSEN = {
    "told late everywhere but Devon": {
        "everywhere but devon": "leaves something out, and only what is to be shown can be chosen"
    },
    "support ended early by reason": {
        "reason": (
            "is not something that “support ended within some days of the report” can be split by"
        )
    },
    "plans and actions by who must act": {
        "actions of the joint plan": (
            "cannot stand beside it: who must act is not something that “actions of the joint "
            "plan” can "
            "be split by"
        )
    },
    "told in time excluding Plymouth": {
        "excluding plymouth": "leaves something out, and only what is to be shown can be chosen"
    },
    "open plans since 31 April 2021": {"since 31 april 2021": "names a day that is in no calendar"},
    "open plans on 15 January 2022": {
        "15 january 2022": "names a day, and whole months can be chosen"
    },
    "victims told late by phone in Plymouth since April": {
        "phone": "is not something that “victims told late” can be split by",
        "since april": (
            "is not the first month of a year, April to March, that is counted; "
            "the nearest is 2020-04"
        ),
    },
    "by phone in Plymouth": {
        "plymouth": (
            "cannot be chosen: way of telling is counted only for all areas together, "
            "because in one area nearly every number is small"
        )
    },
    "notices told late by phone": {
        "phone": (
            "cannot be shown beside it: told or not by way of telling is not on the fixed list "
            "of tables, and any other table could give a withheld number away. Choose one of "
            "these: who "
            "decided by told or not; support had ended by told or not; way asked for by way of "
            "telling"
        )
    },
    "days to tell in Devon and Plymouth": {
        "devon and plymouth": (
            "cannot be put together: the median of several areas cannot be worked out from their "
            "own medians"
        )
    },
    "open plans by age, by who must act, by month": {
        "month": "is a third thing to split by, and two at a time can be"
    },
    "told in time last year, this year": {
        "this year": "is a second time, and one at a time is counted"
    },
    "open plans by age since April": {
        "since april": "gives a first month, and this is counted on one day"
    },
    "plans over 60 days": {
        "over 60 days": (
            "is not where an age ends that plans are counted by: 0-28 days, 29-56 days, "
            "57-90 days and over 90 days"
        )
    },
    "told late since 31/4/2021": {"since 31 4 2021": "names a day that is in no calendar"},
    "told late on 4/1/2021": {"4 1 2021": "names a day, and whole months can be chosen"},
    "told in time of the force": {"force": "cannot be chosen for what is counted here"},
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_becomes_choices(question):
    choices = chosen(question)

    assert choices.values == dict(each.split("=") for each in QUESTIONS[question].split())
    assert choices.not_chosen == []


@pytest.mark.parametrize("question", NOT_CHOSEN)
def test_what_cannot_be_chosen_is_named_with_the_reason_that_explore_gives(question):
    choices = chosen(question)

    assert {each.words: each.why for each in choices.not_chosen} == NOT_CHOSEN[question]


def test_what_a_word_of_several_meanings_is_also_said_of_is_named():
    assert chosen("take-up").also_found == {
        "take up": [
            "reviews asked for, CPS scheme",
            "reviews asked for, whose limits have passed",
            "victims told long enough ago to have asked for a review",
        ]
    }
    assert chosen("late actions").also_found == {}


@pytest.mark.parametrize("question", ["elephants in Devon", "the", "", "meetings"])
def test_what_names_nothing_that_is_counted_chooses_nothing(question):
    assert chosen(question) is None
