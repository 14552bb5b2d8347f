from dataclasses import asdict

import pytest

from metrics import headline
from metrics.catalogue import MEASURES
from tests.builders import standing

FIGURES = (
    lambda now: headline.part_figures(now, now),
    lambda now: headline.action_figures(now, now),
    headline.plan_figures,
    headline.history_figures,
)


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_is_explained_in_full(code):
    blank = [field for field, words in asdict(MEASURES[code]).items() if not words.strip()]

    assert blank == []


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


def test_every_figure_shown_has_a_measure_and_every_measure_is_shown():
    now = standing()
    shown = {figure.measure.code for figures in FIGURES for figure in figures(now)}

    assert shown == set(MEASURES)
