"""Every answer about victims is what a slow reader says, who says no "none" or "all" of a few."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.explore.run_query import run_query
from metrics.victims.row_sets import ROW_SETS
from tests.crowded_stores import QUICK, crowded_year, sources_of
from tests.often import rounds
from tests.oracles_explored_victims import laid_out, said_of
from tests.oracles_exploring import coverage_of, every_question

AREAS = ["Cornwall", "Devon", "Plymouth", "not recorded", "Torbay"]


def answered(query, summary):
    """By period, area and words, what the page says; null where it is withheld."""
    return {
        cell[:3]: None if cell.is_withheld else (cell.met, cell.of, cell.value)
        for cell in run_query(query, sources_of(summary))
    }


def is_read_alike(summary, kinds):
    asked = every_question(coverage_of(summary, AREAS), kinds)
    before_him = laid_out(summary)
    for query in asked:
        assert answered(query, summary) == said_of(query, before_him), query
    return bool(asked)


@settings(max_examples=rounds(2, 1))
@given(st.integers(0, 10_000), st.sampled_from([90, 200]))
def test_every_answer_about_a_few_kinds_of_case_is_read_as_a_slow_reader_would(seed, cases):
    assert is_read_alike(crowded_year(seed, cases, QUICK).summary, QUICK)


@pytest.mark.slow
@settings(max_examples=rounds(12, 1))
@given(st.integers(0, 10_000), st.sampled_from([40, 90, 200, 400, 900]))
def test_every_answer_about_victims_is_read_as_a_slow_reader_would(seed, cases):
    assert is_read_alike(crowded_year(seed, cases, tuple(ROW_SETS)).summary, ROW_SETS)
