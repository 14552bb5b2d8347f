"""Whoever asks Explore everything about victims, and adds it all up, narrows nothing withheld."""

from dataclasses import replace
from functools import partial

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.explore.run_query import run_query
from metrics.victims.row_sets import ROW_SETS
from tests.crowded_stores import QUICK, crowded_year, sources_of
from tests.often import rounds
from tests.oracles_exploring import by_meaning, narrowed

SMALL = range(1, 5)
QUARTER_DAYS = 92
AN_AREA, ONE_QUARTER, SEVERAL = "an area", "one quarter", "several quarters"


def found_by_asking(made, kinds, answering=run_query):
    """The withheld counts that somebody brings to fewer than four numbers."""
    return narrowed(
        made.summary, made.rows, kinds, partial(answering, sources=sources_of(made.summary))
    )


@settings(max_examples=rounds(2, 1))
@given(st.integers(0, 10_000), st.sampled_from([40, 90]))
def test_nobody_narrows_what_is_withheld_by_asking_everything(seed, cases):
    assert found_by_asking(crowded_year(seed, cases, QUICK), QUICK) == []


@pytest.mark.slow
@settings(max_examples=rounds(12, 1))
@given(st.integers(0, 10_000), st.sampled_from([40, 90, 160, 300]), st.sampled_from([*ROW_SETS]))
def test_whoever_asks_everything_knows_no_more_than_who_has_all_that_may_be_shown(
    seed, cases, kind
):
    made = crowded_year(seed, cases, (kind,))

    assert found_by_asking(made, [kind]) == narrowed(made.summary, made.rows, [kind])


@pytest.mark.slow
@settings(max_examples=rounds(12, 2))
@given(st.integers(0, 10_000), st.sampled_from([40, 90, 160, 300]), st.sampled_from([*ROW_SETS]))
def test_whoever_knows_what_words_mean_narrows_nothing_by_asking_everything(seed, cases, kind):
    made = crowded_year(seed, cases, (kind,))
    answering = partial(run_query, sources=sources_of(made.summary))

    assert narrowed(made.summary, made.rows, [kind], answering, by_meaning) == []


# The same attacker, with careless results


def careless(summary, places):
    """Answers as they should be, but that in ``places`` no more is withheld than 1 to 4."""
    bare = sources_of(without_protection(summary))

    def answering(query, sources):
        both = zip(run_query(query, sources), run_query(query, bare), strict=True)
        return [
            told if cell.is_withheld and place_of(query, cell) in places and not small else cell
            for cell, told in both
            for small in [told.is_withheld or {told.met, told.of, told.value} & {*SMALL}]
        ]

    return answering


def place_of(query, cell):
    if query.is_of_areas:
        return AN_AREA
    is_one = (cell.period.last - cell.period.first).days < QUARTER_DAYS
    return ONE_QUARTER if is_one else SEVERAL


def without_protection(summary):
    """The same counts with nothing withheld."""

    def bare(counted):
        shown = pl.lit(value=False).alias("suppressed")
        return replace(
            counted,
            protected_counts={
                kind: of.with_columns(shown) for kind, of in counted.protected_counts.items()
            },
        )

    quarters, years = (tuple(map(bare, counted)) for counted in (summary.quarters, summary.rolling))
    return replace(summary, quarters=quarters, rolling=years)


def broken(places, seeds, kinds, cases=200):
    """The number of stores in which the attacker narrows a count, with careless results in
    ``places``.
    """
    made = [crowded_year(seed, cases, kinds) for seed in seeds]
    return sum(
        any(found_by_asking(each, [kind], careless(each.summary, places)) for kind in kinds)
        for each in made
    )


@pytest.mark.parametrize("place", [AN_AREA, ONE_QUARTER, SEVERAL])
def test_somebody_narrows_counts_where_one_place_is_protected_by_itself(place):
    assert broken([place], [1], ("outcomes",)) == 1


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("place", [AN_AREA, ONE_QUARTER, SEVERAL])
def test_somebody_narrows_more_kinds_of_counts_where_one_place_is_protected_by_itself(place):
    stores = 6

    assert broken([place], range(stores), QUICK) == stores
