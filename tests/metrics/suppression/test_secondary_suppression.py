from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.disclosure import PUBLISHED_THRESHOLD, THRESHOLD
from metrics.suppression.secondary_suppression import few_hidden, fewest_hidden, find_hidden
from tests import oracles_disclosure as oracle
from tests.keyed_cells import cells_by_key
from tests.often import often, rounds


def table_of(cells):
    """Cells with every total there is."""
    size = len(next(iter(cells)))
    values = [sorted({cell[i] for cell in cells}) for i in range(size)]
    totals = product(*[[*each, None] for each in values])
    return {
        key: sum(count for cell, count in cells.items() if oracle.is_in(cell, key))
        for key in totals
    }


def made_up(chance, *sizes, mean, zeros=0.3):
    counts = chance.poisson(mean, sizes) * (chance.random(sizes) >= zeros)
    return table_of({place: int(counts[place]) for place in np.ndindex(sizes)})


def hidden_of(counts, threshold=THRESHOLD):
    """The keys withheld of a table, given as a dict."""
    hidden = find_hidden(cells_by_key(counts, threshold))[: len(counts)]
    return {key for key, is_hidden in zip(counts, hidden, strict=True) if is_hidden}


def shown_of(*rows, threshold=THRESHOLD):
    """The shown counts of rows, each with a value per dimension and the count."""
    counts = {tuple(key): count for *key, count in rows}
    hidden = hidden_of(counts, threshold)
    return ["[c]" if key in hidden else str(count) for key, count in counts.items()]


# By hand


def test_count_of_one_to_four_is_withheld_with_the_smallest_other_of_its_total():
    rows = [("Plymouth", 4), ("Devon", 30), ("Cornwall", 12), (None, 46)]

    assert shown_of(*rows) == ["[c]", "30", "[c]", "46"]


def test_five_and_nought_are_shown():
    assert shown_of(("Plymouth", 5), ("Devon", 0), (None, 5)) == ["5", "0", "5"]


def test_two_small_counts_that_come_to_three_keep_each_other():
    assert shown_of(("Plymouth", 1), ("Devon", 2), ("Cornwall", 9), (None, 12)) == [
        *("[c]", "[c]", "9", "12")
    ]


def test_two_small_counts_that_come_to_two_need_a_third():
    assert shown_of(("Plymouth", 1), ("Devon", 1), ("Cornwall", 9), (None, 11)) == [
        *("[c]", "[c]", "[c]", "11")
    ]


def test_total_of_one_cell_goes_with_it_and_no_nought_is_withheld():
    assert shown_of(("Plymouth", 3), ("Devon", 0), (None, 3)) == ["[c]", "0", "[c]"]


def test_without_totals_only_small_counts_are_withheld():
    assert shown_of(("Plymouth", 3), ("Devon", 40)) == ["[c]", "40"]


def test_totals_that_are_not_shown_are_reckoned_with():
    """The four cells come to the one total shown, so the smallest of the others goes too."""
    rows = [("P", "told", 2), ("P", "late", 9), ("D", "told", 20), ("D", "late", 30)]

    shown = shown_of(*rows, (None, None, 61))

    assert shown == ["[c]", "[c]", "20", "30", "61"]


def test_totals_alone_are_protected_with_each_other():
    rows = [("P", None, 3), ("D", None, 20), (None, "told", 4), (None, "late", 19)]

    shown = shown_of(*rows, (None, None, 23))

    assert shown == ["[c]", "20", "[c]", "19", "[c]"]


def test_for_publication_one_to_nine_are_withheld():
    rows = [("a", 9), ("b", 12), ("c", 48), ("d", 0), (None, 69)]

    assert shown_of(*rows, threshold=PUBLISHED_THRESHOLD) == ["[c]", "[c]", "48", "0", "69"]


# Against somebody with a linear programme


def some_tables(number, seed):
    """Tables of one to three dimensions, among them sparse ones and totals of one cell."""
    chance = np.random.default_rng(seed)
    for _ in range(number):
        sizes = chance.integers(1, 5, chance.integers(1, 4))
        yield made_up(
            chance, *sizes, mean=chance.choice([1, 3, 8, 20]), zeros=chance.choice([0, 0.3, 0.7])
        )


def without_some_totals(counts, chance):
    return {key: n for key, n in counts.items() if None not in key or chance.random() < 0.6}


@pytest.mark.often
def test_nobody_narrows_a_withheld_cell():
    for counts in some_tables(rounds(1_000, 100), seed=1):
        assert oracle.narrowed(counts, hidden_of(counts)) == []


def test_nobody_narrows_one_where_some_totals_are_not_shown():
    chance = np.random.default_rng(2)
    for whole in some_tables(60, seed=3):
        counts = without_some_totals(whole, chance)
        assert oracle.narrowed(counts, hidden_of(counts)) == []


def test_all_small_counts_are_withheld_and_no_nought_is():
    for counts in some_tables(200, seed=5):
        hidden = hidden_of(counts)
        assert {key for key, n in counts.items() if 1 <= n <= 4} <= hidden
        assert {key for key in hidden if counts[key] == 0} == set()


def test_nothing_is_withheld_where_nothing_is_small():
    for counts in some_tables(200, seed=6):
        if all(n == 0 or n >= 5 for n in counts.values()):
            assert hidden_of(counts) == set()


def test_nobody_narrows_one_where_only_totals_are_known():
    for whole in some_tables(60, seed=8):
        counts = {key: n for key, n in whole.items() if None in key}
        assert oracle.narrowed(counts, hidden_of(counts)) == []


def test_the_fewest_possible_are_withheld_in_small_tables():
    chance = np.random.default_rng(7)
    for _ in range(rounds(200, 60)):
        counts = made_up(chance, *chance.integers(1, 4, 2), mean=chance.choice([2, 6, 15]))
        assert len(hidden_of(counts)) == oracle.fewest(counts)


def test_trying_instead_of_looking_at_every_choice_withholds_little_more():
    chance = np.random.default_rng(9)
    tables = [made_up(chance, 3, 3, mean=chance.choice([4, 6, 8])) for _ in range(100)]
    cells = [cells_by_key(counts, threshold=5) for counts in tables]

    few, fewest = (
        sum(int(find(each).sum()) for each in cells) for find in (few_hidden, fewest_hidden)
    )
    assert fewest < few <= 1.1 * fewest


SMALL_TABLES = st.integers(1, 3).flatmap(
    lambda rows: st.lists(
        st.lists(st.integers(0, 12), min_size=rows, max_size=rows), min_size=1, max_size=3
    )
)


@often(100)
@given(SMALL_TABLES, st.sampled_from([2, 5, 10]))
def test_any_small_table_is_safe_at_any_threshold(made, threshold):
    counts = table_of({(i, j): n for i, row in enumerate(made) for j, n in enumerate(row)})
    hidden = hidden_of(counts, threshold)

    assert {key for key, n in counts.items() if 1 <= n < threshold} <= hidden
    assert oracle.narrowed(counts, hidden) == []
