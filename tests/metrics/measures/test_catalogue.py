from dataclasses import fields

import pytest

from data_access import starter
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


def test_without_a_limit_in_force_the_words_say_that_nothing_is_counted():
    nothing = dict.fromkeys(LIMITS_IN_USE)

    assert [
        as_counted(MEASURES[code], nothing).title for code in ("actions_stale", "actions_due_soon")
    ] == ["no change: no limit in force", NO_LIMIT_IN_FORCE]
    assert as_counted(MEASURES["actions_stale"], nothing).definition == (
        "No limit is in force on this day, so nothing is counted."
    )


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


def test_a_measure_is_protected_where_it_counts_victims_and_is_read_from_their_counts():
    protected = {measure.code for measure in MEASURES.values() if measure.protected}

    assert protected == SHARES.keys() | MEDIANS.keys()
    assert not SHARES.keys() & MEDIANS.keys()


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


def test_every_measure_is_in_explore_or_says_why_not():
    asked = {quantity.measure.code for quantity in QUANTITIES.values() if quantity.measure}

    assert {code for code, each in MEASURES.items() if not each.not_in_explore} == asked


def test_every_measure_of_cases_has_a_slow_oracle():
    of_cases = {code for code, each in MEASURES.items() if each.family == Family.CASES}

    assert of_cases <= oracles_case_answers.WHOLE.keys()
