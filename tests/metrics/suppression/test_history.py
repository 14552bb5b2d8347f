from collections import Counter

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from metrics.suppression import possible_counts
from metrics.suppression.history import History
from metrics.suppression.linked_tables import CostLevel, CountTable
from metrics.suppression.quarter_counts import count_quarter
from tests.crowded_stores import crowded_history
from tests.oracles_history import everything_shown
from tests.protected import close_with_year, protect_period

WORDS = {"area": pl.String, "told": pl.String, "how": pl.String}
TOLD = {"told": CountTable()}


def cases(*made):
    """Cases of an area, by whether and how they were told, such as Devon, late, call, 5."""
    rows = [row for *row, number in made for _ in range(number)]
    return pl.DataFrame(rows, WORDS, orient="row")


def by_chance(seed, number):
    """Cases told or not, and how; few have no area."""
    chance = np.random.default_rng(seed)
    told = chance.choice(["in time", "late", "not told"], number, p=[0.6, 0.25, 0.15])
    how = np.where(told == "not told", told, chance.choice(["call", "letter"], number))
    areas = chance.choice(["Devon", "Cornwall", "Plymouth", ""], number, p=[0.4, 0.35, 0.2, 0.05])
    return pl.DataFrame(
        {"area": [area or None for area in areas.tolist()], "told": told, "how": how}, WORDS
    )


def shown(count_tables, count_table="told"):
    """By area and value, what is shown."""
    return {
        (area, value): None if hidden else count
        for name, area, value, count, hidden in count_tables.rows()
        if name == count_table
    }


def test_a_period_is_counted_by_value_once_and_of_all_areas():
    rows = cases(("Devon", "late", "call", 2), ("Cornwall", "late", "call", 3))

    count_tables = protect_period(pl.concat([rows, cases(("Devon", "soon", "call", 7))]), TOLD)

    assert count_tables.rows() == [
        ("told", None, value, count, False)
        for value, count in [("late", 5), ("soon", 7), (None, 12)]
    ]


def test_no_cases_make_no_counts_of_the_same_shape():
    some = protect_period(cases(("Devon", "late", "call", 3)), TOLD)

    assert_frame_equal(protect_period(cases(), TOLD), some.clear())


def test_one_case_is_withheld_everywhere():
    count_tables = protect_period(cases(("Devon", "late", "call", 1)), TOLD)

    assert set(shown(count_tables).values()) == {None}


def test_counts_that_a_share_is_read_from_are_withheld_after_others():
    rows = cases(
        ("Devon", "late", "call", 6),
        ("Devon", "late", "post", 3),
        ("Devon", "soon", "call", 7),
        ("Devon", "soon", "post", 40),
    )
    rows = rows.with_columns(fine=pl.concat_str("told", "how", separator="; "))

    count_tables = protect_period(
        rows, {"told": CountTable(level=CostLevel.SHARE), "fine": CountTable()}
    )

    assert [value for (_, value), count in shown(count_tables).items() if count is None] == []
    assert shown(count_tables, "fine")[None, "late; post"] is None


def test_dimensions_that_are_tied_are_never_shown_but_keep_what_they_would_tell():
    rows = cases(
        ("Devon", "soon", "call", 20),
        ("Devon", "not told", "not told", 10),
        ("Cornwall", "soon", "call", 20),
        ("Cornwall", "not told", "not told", 10),
        ("Cornwall", "exempt", "not told", 1),
        ("Cornwall", "exempt", "call", 5),
        ("Devon", "exempt", "call", 3),
    ).with_columns(both=pl.concat_str("told", "how", separator="; "))

    count_tables = protect_period(
        rows,
        {
            "told": CountTable(),
            "how": CountTable(),
            "both": CountTable(by_area=False, ties=("told", "how")),
        },
    )

    assert count_tables["dimension"].unique().sort().to_list() == ["how", "told"]


@pytest.mark.parametrize("number", [20, 120, 900])
def test_small_counts_are_withheld_and_no_nought_is(number):
    for seed in range(5):
        count_tables = protect_period(
            by_chance(seed, number),
            {"told": CountTable(level=CostLevel.SHARE), "how": CountTable()},
        )
        small = pl.col("count").is_between(1, 4)
        assert count_tables.filter(small & ~pl.col("suppressed")).is_empty()
        assert count_tables.filter((pl.col("count") == 0) & pl.col("suppressed")).is_empty()


def test_the_same_cases_are_always_withheld_alike():
    rows = by_chance(seed=5, number=300)
    shuffled = rows.sample(fraction=1, shuffle=True, seed=3)
    count_tables = {"told": CountTable(level=CostLevel.SHARE), "how": CountTable()}

    assert_frame_equal(protect_period(shuffled, count_tables), protect_period(rows, count_tables))


def test_a_year_is_not_withheld_in_full_where_withholding_a_nought_is_enough():
    made = crowded_history(0, 150, ("support_ends",), 6)

    shown_of = Counter(
        when for (when, _), number in {*everything_shown(made.summary, "support_ends")} if number
    )
    assert [shown_of[each.first, each.last] for each in made.summary.rolling] == [13, 18, 21]


def test_a_solver_that_finds_no_optimum_begins_afresh(monkeypatch):
    def protect():
        return [*everything_shown(crowded_history(0, 60, ("outcomes",), 4).summary, "outcomes")]

    expected = protect()
    monkeypatch.setitem(possible_counts.OPTIONS, "simplex_iteration_limit", 0)
    with pytest.raises(RuntimeError, match="none may be shown"):
        protect()
    monkeypatch.setitem(possible_counts.AFRESH, "simplex_iteration_limit", 10_000)

    assert protect() == expected


def test_a_table_that_a_version_before_had_not_is_shown_of_what_has_it_alone():
    both = {"told": CountTable(), "how": CountTable()}
    quarters = [by_chance(seed, 300) for seed in range(6)]
    before, after = History(TOLD), History(both)
    for rows in quarters[:4]:
        counted = count_quarter(rows, TOLD)
        after.restore(counted, *before.close(counted), before.closing)

    for rows in quarters[4:]:
        quarter, year = close_with_year(after, count_quarter(rows, both))
        told, year_of_told = close_with_year(before, count_quarter(rows, TOLD))
        assert set(quarter["dimension"]) == {"told", "how"}
        assert_frame_equal(quarter.filter(pl.col("dimension") == "told"), told)
        assert_frame_equal(year, year_of_told)
        assert not year["suppressed"].any()


def test_a_table_that_a_later_version_has_not_is_passed_over():
    both = {"told": CountTable(), "how": CountTable()}
    quarters = [by_chance(seed, 300) for seed in range(5)]
    before, after, of_told = History(both), History(TOLD), History(TOLD)
    for rows in quarters[:4]:
        counted = count_quarter(rows, both)
        after.restore(counted, *before.close(counted), before.closing)
        of_told.close(count_quarter(rows, TOLD))
    counted = count_quarter(quarters[4], TOLD)

    quarter, year = close_with_year(after, counted)

    told, year_of_told = close_with_year(of_told, counted)
    assert_frame_equal(quarter, told)
    assert_frame_equal(year, year_of_told)
    assert not year["suppressed"].any()
