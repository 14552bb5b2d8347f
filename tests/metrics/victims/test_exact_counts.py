"""Exact counts are those of a slow count of rows, and beside each stands what pages show of it."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.exact_counts import ExactQuestion, count_exactly, shown_lines
from metrics.victims.share_parts import MEDIANS, codes_of, parts_of
from tests import oracles_exact
from tests.made_up_cases import LIMITS_BY_DATE, STARTER_LIMITS, VICTIM_TABLES, case_frame
from tests.often import often
from tests.source_trees import tree_of
from tests.victim_stores import (
    AUTUMN,
    COUNTED_AT,
    SPRING,
    SUMMER,
    decided,
    history_of,
    summary_of,
    tables_of,
    year_summary_of,
)

ROOT = Path(__file__).parents[3]
# The only modules that read exact counts of victims.
READERS = {"ui/exact_counts/section.py"}
QUESTIONS = [
    (kind, by)
    for kind, listed in ALLOWED_TABLES.items()
    for by in (*listed.dimensions, *map(parts_of, codes_of(kind)))
]
ALL_QUARTERS = tuple(COUNTED_AT.items())
PERIODS = [*((each,) for each in ALL_QUARTERS), ALL_QUARTERS]


@often(400)
@given(
    VICTIM_TABLES,
    LIMITS_BY_DATE,
    st.sampled_from(QUESTIONS),
    st.sampled_from(PERIODS),
    st.sampled_from([None, "Devon", "Cornwall", "not recorded"]),
)
def test_every_exact_count_is_that_of_a_slow_count_of_rows(made, limits, asked, quarters, area):
    kind, by = asked
    tables = {name: case_frame(name, rows) for name, rows in made.items()}
    slow_tables = {name: rows.to_dicts() for name, rows in tables.items()}

    found = count_exactly(tables, limits, ExactQuestion(kind, by, quarters, area))

    slow = oracles_exact.counted(slow_tables, limits.to_dicts(), kind, by, quarters, area)
    assert [*found.items()] == [*slow.items()]


def question(by="told", quarters=((SUMMER, COUNTED_AT[SUMMER]),), area=None):
    return ExactQuestion("decisions", by, quarters, area)


SMALL = tables_of(
    notice=[
        decided("Devon", SUMMER, in_time=30, late=3, untold=12, exempt=2),
        decided("Cornwall", SUMMER, in_time=11, first=101),
    ]
)


def test_a_small_count_is_exact_and_beside_it_stands_that_it_is_withheld():
    (quarter,) = summary_of(SMALL).quarters

    exact = count_exactly(SMALL, STARTER_LIMITS, question())

    assert {line: number for line, number in exact.items() if number} == {
        "told in time": 41,
        "told late": 3,
        "not yet told": 12,
        "exempt": 2,
        "total": 58,
    }
    shown = shown_lines(question(), quarter)
    assert shown.keys() == exact.keys()
    assert (shown["told late"], shown["exempt"]) == (None, None)
    assert all(number in (None, exact[line]) for line, number in shown.items())


def test_an_area_in_a_quarter_is_exact_and_shown_nowhere():
    (quarter,) = summary_of(SMALL).quarters
    asked = question("parts of told_in_time", area="Cornwall")

    assert count_exactly(SMALL, STARTER_LIMITS, asked) == {
        "met": 11,
        "not met": 0,
        "out of": 11,
        "left out": 0,
    }
    assert set(shown_lines(asked, quarter).values()) == {None}


def test_a_share_is_shown_whole_or_not_at_all_and_without_what_is_left_out():
    tables = tables_of(notice=[decided("Devon", SUMMER, in_time=30, untold=12, exempt=2)])
    (quarter,) = summary_of(tables).quarters
    hidden = tables_of(notice=[decided("Devon", SUMMER, in_time=30, untold=2, exempt=12)])
    (of_few,) = summary_of(hidden).quarters

    shown = shown_lines(question("parts of told_in_time"), quarter)
    withheld = shown_lines(question("parts of told_in_time"), of_few)

    assert shown == {"met": 30, "not met": 12, "out of": 42, "left out": None}
    assert (withheld["met"], withheld["not met"], withheld["out of"]) == (None, None, None)


@pytest.mark.parametrize(("told", "shown"), [(9, None), (10, 10)])
def test_a_median_of_fewer_than_ten_numbers_is_withheld(told, shown):
    tables = tables_of(notice=[decided("Devon", SUMMER, in_time=told, untold=20)])
    (quarter,) = summary_of(tables).quarters

    assert count_exactly(tables, STARTER_LIMITS, question("parts of days_to_tell")) == {"met": told}
    assert shown_lines(question("parts of days_to_tell"), quarter) == {"met": shown}


def test_a_year_is_its_four_quarters_each_as_known_at_its_own_month_end():
    tables = tables_of(
        notice=[decided("Devon", SUMMER, in_time=30), decided("Devon", AUTUMN, late=25, first=50)]
    )
    (year,) = year_summary_of(tables).rolling
    asked = question("parts of told_in_time", ALL_QUARTERS, "Devon")

    exact = count_exactly(tables, STARTER_LIMITS, asked)

    assert exact == {"met": 30, "not met": 25, "out of": 55, "left out": 0}
    assert shown_lines(asked, year) == exact


def test_what_is_asked_of_a_period_is_what_is_shown_of_it_wherever_something_is_shown():
    summary = history_of(SMALL, [(SPRING, COUNTED_AT[SPRING]), (SUMMER, COUNTED_AT[SUMMER])])
    for quarter in summary.quarters:
        days = ((quarter.first, quarter.counted_at),)
        for kind, by in QUESTIONS:
            asked = ExactQuestion(kind, by, days)
            exact, shown = count_exactly(SMALL, STARTER_LIMITS, asked), shown_lines(asked, quarter)
            assert all(number in (None, exact[line]) for line, number in shown.items())


def test_every_median_and_share_can_be_asked_for():
    assert {by for _, by in QUESTIONS} >= {*map(parts_of, MEDIANS)}


def test_nothing_but_the_section_of_its_page_reads_exact_counts_of_victims():
    readers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("metrics", "charts", "ui", "pages", "data_access", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(tree_of(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        if "metrics.victims.exact_counts" in f"{node.module}.{node.names[0].name}"
    }

    assert readers == READERS
