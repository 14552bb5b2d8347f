"""Whoever has all that the pages ever showed finds no small count; without any guard, some are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.suppression import history, newest_periods, yearly_areas
from metrics.suppression.closed_periods import ClosedPeriods
from metrics.suppression.secret_counts import Secrets
from metrics.victims.row_sets import ROW_SETS
from tests.crowded_stores import QUICK, crowded_history
from tests.oracles_history import found_out

SMALL_KINDS = st.sampled_from(QUICK)
NUMBERS = [60, 120, 250, 600, 1_500, 5_000]
SIZES = st.sampled_from(NUMBERS)
# 200 stores in parts, which workers share.
PARTS, IN_A_PART = 20, 10
SEEDS, QUARTERS = st.integers(0, 10_000), st.integers(4, 8)


def found_in(seed, cases, kind, quarters):
    """The small counts found in a made-up store of some quarters."""
    made = crowded_history(seed, cases, (kind,), quarters)
    return found_out(made.summary, [each[kind] for each in made.rows], kind)


@settings(max_examples=4, deadline=None)
@given(SEEDS, SIZES, SMALL_KINDS, QUARTERS)
def test_nobody_finds_a_small_count_in_all_that_pages_show(seed, cases, kind, quarters):
    assert found_in(seed, cases, kind, quarters) == []


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_finds_a_small_count_in_many_stores(part):
    chance = np.random.default_rng(part)
    stores = [
        (
            int(chance.integers(10_000)),
            int(chance.choice(NUMBERS)),
            str(chance.choice([*ROW_SETS])),
            int(chance.integers(4, 9)),
        )
        for _ in range(IN_A_PART)
    ]

    assert {store: found for store in stores if (found := found_in(*store))} == {}


# Without a guard


def nothing_more_is_hidden(*_, **__):
    return []


def with_secrets(change):
    """Secrets that are changed before they are kept."""

    def make(*fields, **more):
        made = Secrets(*fields, **more)
        return made._replace(**change(made))

    return make


def forgetful(_periods, shape):
    """As if nothing had been shown before: all of it can still be chosen freely."""
    return np.ones(shape, dtype=bool)


GUARDS = {
    "others are hidden too": (history, "hide_cheapest", nothing_more_is_hidden),
    "others are hidden in areas": (yearly_areas, "hide_cheapest", nothing_more_is_hidden),
    "a nought is known": (
        newest_periods,
        "Secrets",
        with_secrets(lambda made: {"least": made.least * 0}),
    ),
    "a small count may be five": (
        newest_periods,
        "Secrets",
        with_secrets(lambda _: {"threshold": 0}),
    ),
    "what was shown stays shown": (ClosedPeriods, "hidden_before", forgetful),
}
STORES = [
    *((seed, cases, "outcomes", 6) for cases in (60, 150, 400) for seed in range(4)),
    (4, 60, "review_steps", 6),
]


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("name", GUARDS)
def test_without_any_one_guard_something_is_found(name, monkeypatch):
    monkeypatch.setattr(*GUARDS[name])

    assert any(found_in(*store) for store in STORES)
