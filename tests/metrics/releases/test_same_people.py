"""The proof knows how words of different tables hang together: as much as rows ever show."""

from datetime import timedelta
from functools import cache

import numpy as np
import polars as pl
import pytest

from metrics.cases.month_ends import month_end
from metrics.releases.counting import dimensions_of
from metrics.releases.same_people import alike, blocks, fewer
from metrics.releases.tables import listed
from metrics.victims.row_sets import ROW_SETS
from tests.crowded_stores import BEGINS, DAYS, crowded
from tests.made_up_cases import STARTER_LIMITS
from tests.victim_stores import victim_rows


@cache
def rows_of_many():
    """The rows of several stores, long after their limits have passed."""
    until = month_end(BEGINS + timedelta(2 * DAYS))
    stores = [victim_rows(crowded(seed, 600), STARTER_LIMITS, until) for seed in range(4)]
    return {name: pl.concat(store[name] for store in stores) for name in ROW_SETS}


def is_word(rows, block, names):
    """For each row, in how many of the words of a block it is, of the dimensions ``names``."""
    counts = [rows[name].is_in([*block[name]]).cast(pl.Int64) for name in names if name in block]
    return sum(counts[1:], counts[0]) if counts else None


@pytest.mark.parametrize("row_set", ROW_SETS)
def test_every_equation_between_counts_that_holds_for_all_rows_is_known(row_set):
    rows, names = rows_of_many()[row_set], dimensions_of(row_set)
    words = [(name, word) for name in names for word in sorted(rows[name].unique())]
    kinds = rows.select(names).unique()
    each = np.column_stack([(kinds[name] == word).to_numpy() for name, word in words]).astype(float)
    place = {word: at for at, word in enumerate(words)}

    known = [[(name, word) for word in rows[name].unique()] for name in names]
    pairs = [(known[0], other) for other in known[1:]]
    for block in blocks(row_set):
        sides = [[(name, word) for word in block[name]] for name in block if name in names]
        pairs += [(sides[0], other) for other in sides[1:]]
    equations = np.zeros((len(pairs) + 1, len(words)))
    for row, (one, other) in zip(equations, pairs, strict=False):
        for sign, side in ((1, one), (-1, other)):
            for word in side:
                if word in place:
                    row[place[word]] += sign

    of_rows = len(words) - np.linalg.matrix_rank(each)
    assert np.linalg.matrix_rank(equations) == of_rows
    assert not (each @ equations.T).any()


@pytest.mark.parametrize("row_set", ROW_SETS)
def test_people_said_to_be_among_others_always_are(row_set):
    rows, names = rows_of_many()[row_set], dimensions_of(row_set)

    for few, many in fewer(row_set):
        one, other = is_word(rows, few, names), is_word(rows, many, names)
        if one is not None and other is not None:
            assert (one <= other).all(), (few, many)


@pytest.mark.parametrize("row_set", ROW_SETS)
def test_words_that_are_taken_together_are_in_the_same_groups_of_every_table(row_set):
    for table in listed()[0].values():
        if table.row_set == row_set:
            for words in alike(row_set, table.dimension):
                for of_group in table.groups.values():
                    assert len({word in of_group for word in words}) == 1
