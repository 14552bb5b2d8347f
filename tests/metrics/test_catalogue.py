from dataclasses import asdict

import pytest

from data_access.vocabulary import DayType
from metrics import headline, plan_headline
from metrics.catalogue import MEASURES
from metrics.measure import as_counted
from metrics.periods import Limit
from metrics.process_measures import PROCESS_MEASURES
from metrics.standing import LIMITS_IN_USE
from tests.builders import standing

FIGURES = (
    lambda now: headline.part_figures(now, now),
    lambda now: headline.action_figures(now, now),
    plan_headline.plan_figures,
    plan_headline.history_figures,
)


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_is_explained_in_full(code):
    blank = [field for field, words in asdict(MEASURES[code]).items() if not words.strip()]

    assert blank in ([], ["limit", "without_limit"])


@pytest.mark.parametrize("code", MEASURES)
def test_a_measure_counted_with_a_limit_says_how_long_it_is(code):
    limits = dict.fromkeys(LIMITS_IN_USE, Limit(21, verified=False))
    words = " ".join(asdict(as_counted(MEASURES[code], limits)).values())

    assert "{" not in words
    assert ("21 days" in words) is bool(MEASURES[code].limit)


def test_a_limit_says_whether_it_is_verified():
    limits = {"stale": Limit(1, verified=True), "due_soon": Limit(7, verified=False)}
    stale, soon = (
        as_counted(MEASURES[code], limits) for code in ("actions_stale", "actions_due_soon")
    )

    assert (stale.title, stale.caveat) == (
        "nothing new for 1 day",
        "The limit of 1 day is verified.",
    )
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
    ] == ["nothing new: no limit in force", "due soon: no limit in force"]
    assert as_counted(MEASURES["actions_stale"], nothing).definition == (
        "No limit is in force on this day, so nothing is counted."
    )


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_is_kept_under_its_own_code(code):
    assert MEASURES[code].code == code


def test_no_two_measures_bear_the_same_title():
    titles = [measure.title for measure in MEASURES.values()]

    assert sorted(titles) == sorted(set(titles))


@pytest.mark.parametrize("code", MEASURES)
def test_a_definition_is_a_sentence_and_what_is_counted_is_a_phrase(code):
    measure = MEASURES[code]

    assert measure.definition[0].isupper()
    assert measure.definition.endswith(".")
    assert measure.caveat.endswith(".")
    assert not measure.numerator.endswith(".")
    assert not measure.denominator.endswith(".")


def test_every_figure_shown_has_a_measure_and_every_measure_of_the_plan_is_shown():
    now = standing()
    shown = {figure.measure.code for figures in FIGURES for figure in figures(now)}

    assert shown == MEASURES.keys() - {measure.code for measure in PROCESS_MEASURES}


def test_every_limit_that_a_measure_is_counted_with_is_known_on_the_day():
    counted_with = {measure.limit for measure in MEASURES.values()} - {""}

    assert counted_with == set(LIMITS_IN_USE)
