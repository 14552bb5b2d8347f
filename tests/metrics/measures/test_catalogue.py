from dataclasses import fields

import pytest

from data_access import starter
from data_access.vocabulary import DayType
from metrics import headline_figures
from metrics.day_state import LIMITS_IN_USE
from metrics.explore.registry import QUANTITIES
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Family, as_counted
from metrics.periods import Limit
from metrics.releases.tables import MEDIANS, SHARES
from tests import oracles_case_answers
from tests.builders import day_state
from tests.sentences import NO_LIMIT_IN_FORCE

FIGURES = (
    lambda now: headline_figures.part_figures(now, now),
    lambda now: headline_figures.action_figures(now, now),
    headline_figures.plan_figures,
    headline_figures.history_figures,
)
OF_THE_PROCESS = [
    each for each in MEASURES.values() if each.page in ("case_action_plans", "escalations")
]
OF_VICTIMS = [
    each for each in MEASURES.values() if each.protected or each.page == "recommendations"
]
OF_CASES = [*OF_THE_PROCESS, *OF_VICTIMS]
# Fields that most measures leave empty.
OPTIONAL = {
    "limit",
    "without_limit",
    "caveat",
    "noun",
    "before_title",
    "public_out_of",
    "explored_note",
    "listed_before",
    "not_in_explore",
    "not_benchmarked",
}


# The recommendations that ask for a measure; 8 to 11 and 13 are for national bodies alone.
LOCAL_RECOMMENDATIONS = ["rape-1/1", "rape-1/2", "rape-1/3", "rape-1/4", "rape-1/5", "rape-1/6"]
LOCAL_RECOMMENDATIONS += ["rape-1/7", "rape-1/12"]


def said(measure):
    """The words of a measure, by field."""
    words = {each.name: getattr(measure, each.name) for each in fields(measure)}
    words["basis"] = measure.basis.words
    return {field: text for field, text in words.items() if isinstance(text, str)}


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_is_explained_in_full(code):
    blank = {field for field, words in said(MEASURES[code]).items() if not words.strip()}

    assert blank <= OPTIONAL
    assert {"limit", "without_limit"} & blank in (set(), {"limit", "without_limit"})
    assert ("caveat" in blank) is bool(MEASURES[code].limit)


@pytest.mark.parametrize("code", MEASURES)
def test_a_measure_counted_with_a_limit_says_how_long_it_is(code):
    limits = dict.fromkeys(LIMITS_IN_USE, Limit(21, verified=False))
    words = " ".join(said(as_counted(MEASURES[code], limits)).values())

    assert "{" not in words
    assert ("21 days" in words) is bool(MEASURES[code].limit)


def test_a_limit_says_whether_it_is_verified():
    limits = {"stale": Limit(1, verified=True), "due_soon": Limit(7, verified=False)}
    stale, soon = (
        as_counted(MEASURES[code], limits) for code in ("actions_stale", "actions_due_soon")
    )

    assert (stale.title, stale.caveat) == ("no change for 1 day", "The limit of 1 day is verified.")
    assert (soon.title, soon.caveat) == (
        "due in 7 days",
        "The limit of 7 days is our own choice: not verified.",
    )


def test_a_limit_in_working_days_says_so():
    working = Limit(5, verified=True, day_type=DayType.WORKING)

    assert as_counted(MEASURES["early_advice_in_time"], {"early_advice": working}).title == (
        "early advice given within 5 working days"
    )


def test_without_a_limit_in_force_the_words_say_that_nothing_is_counted():
    nothing = dict.fromkeys(LIMITS_IN_USE)

    assert [
        as_counted(MEASURES[code], nothing).title for code in ("actions_stale", "actions_due_soon")
    ] == ["no change: no limit in force", NO_LIMIT_IN_FORCE]
    assert as_counted(MEASURES["actions_stale"], nothing).definition == (
        "No limit is in force on this day, so nothing is counted."
    )


@pytest.mark.parametrize("code", MEASURES)
def test_a_definition_is_a_sentence_and_what_is_counted_is_a_phrase(code):
    measure = MEASURES[code]

    assert measure.definition[0].isupper()
    assert measure.definition.endswith(".")
    assert measure.caveat.endswith(".") or measure.limit
    assert not measure.numerator.endswith(".")
    assert not measure.denominator.endswith(".")


def test_every_figure_shown_has_a_measure_and_every_measure_of_the_plan_is_shown():
    now = day_state()
    shown = {figure.measure.code for figures in FIGURES for figure in figures(now)}

    of_cases = {measure.code for measure in OF_CASES}
    assert shown == MEASURES.keys() - of_cases


def test_every_limit_that_a_measure_is_counted_with_is_known_on_the_day():
    counted_with = {measure.limit for measure in MEASURES.values()} - {""}

    assert counted_with == set(LIMITS_IN_USE)


def test_every_recommendation_to_force_and_area_has_a_measure_and_no_other_has():
    parts = (ref.split("/") for measure in MEASURES.values() for ref in measure.evidence_for)

    assert {"/".join([inspection, number]) for inspection, number, *_ in parts} == {
        *LOCAL_RECOMMENDATIONS
    }


def test_a_measure_is_evidence_for_parts_that_there_are():
    parts = set(starter.read("requirement")["ref"])

    assert {ref for measure in MEASURES.values() for ref in measure.evidence_for} <= parts


def test_every_measure_of_cases_is_evidence_for_something_but_some():
    """No part asks for days, accepted files or the CPS scheme of reviews."""
    for_nothing = {measure.code for measure in OF_CASES if not measure.evidence_for}
    of_the_cps_scheme = {
        measure.code
        for measure in OF_VICTIMS
        if measure.code.startswith("review_") and measure.code.endswith(("_cps", "_independent"))
    }

    assert for_nothing == of_the_cps_scheme | {
        *("files_accepted", "days_with_police", "days_with_cps", "cps_decision_in_time")
    }


def test_a_measure_is_protected_where_it_counts_victims_and_is_read_from_their_counts():
    protected = {measure.code for measure in MEASURES.values() if measure.protected}

    assert protected == SHARES.keys() | MEDIANS.keys()
    assert not SHARES.keys() & MEDIANS.keys()


@pytest.mark.parametrize("code", MEASURES)
def test_a_target_in_numbers_says_who_set_it(code):
    measure = MEASURES[code]

    if measure.target_share is not None:
        assert 0 < measure.target_share <= 1
        assert ": " in measure.target


@pytest.mark.parametrize("measure", OF_VICTIMS, ids=lambda measure: measure.code)
def test_a_measure_of_victims_says_whether_it_counts_a_cohort_or_a_period(measure):
    a_year_or_sample = ("one sample", "one financial year")
    bases = ("a cohort", "counted over a period") if measure.protected else a_year_or_sample

    assert measure.basis.words.startswith(bases)


@pytest.mark.parametrize(
    "code",
    [
        "isva_present",
        "review_take_up_police",
        "review_stands_cps",
        "review_overturned_police",
        "support_ended_early",
        "support_resumed",
        "support_accepted",
        "outcome_16_rate",
    ],
)
def test_what_victims_choose_or_a_review_comes_to_is_better_neither_way(code):
    assert MEASURES[code].better == "neither"
    assert MEASURES[code].target == "none set"


@pytest.mark.parametrize("code", [each.code for each in OF_CASES if each.protected])
def test_what_victims_met_is_never_said_to_be_as_known_on_the_day_looked_at(code):
    words = said(MEASURES[code])

    assert "is counted and released once, when all its limits have passed" in words["basis"]
    assert [field for field in words if "as-at day" in words[field]] == []


def test_what_is_counted_over_a_period_is_as_known_at_the_end_of_it():
    work = [each for each in OF_THE_PROCESS if not each.protected]
    over = {each.basis.words for each in work if "period" in each.basis.words}

    assert over == {"counted over a period, by the day named, as known at its end"}


def test_every_measure_is_in_explore_or_says_why_not():
    asked = {quantity.measure.code for quantity in QUANTITIES.values() if quantity.measure}

    assert {code for code, each in MEASURES.items() if not each.not_in_explore} == asked


def test_every_measure_of_cases_has_a_slow_oracle():
    of_cases = {code for code, each in MEASURES.items() if each.family == Family.CASES}

    assert of_cases <= oracles_case_answers.WHOLE.keys()
