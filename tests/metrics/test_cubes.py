from datetime import date

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from metrics.cubes import protect_after, protect_cubes
from metrics.disclosure import rounded
from tests import oracles_cubes as oracle

MARCH = date(2021, 3, 1)


def cases(chance, number, months):
    """Cases told or not, how, and by whom; few have no area, and one of some no day."""
    told = chance.choice(["in time", "late", "not told"], number, p=[0.6, 0.25, 0.15])
    method = np.where(told == "not told", told, chance.choice(["call", "letter"], number))
    areas = chance.choice(["Devon", "Plymouth", None], number, p=[0.6, 0.35, 0.05])
    return pl.DataFrame(
        {
            "area": areas.tolist(),
            "month": [months[i] for i in chance.integers(0, len(months), number)],
            "told": told,
            "method": method,
        },
        {"area": pl.String, "month": pl.Date, "told": pl.String, "method": pl.String},
    ).with_columns(told_how=pl.concat_str("told", "method", separator="; "))


NAMES = ["told", "method", "told_how"]
SAME = [
    ("told", "not told", "method", {"not told"}),
    ("told", "in time", "told_how", {"in time; call", "in time; letter"}),
    ("told", "late", "told_how", {"late; call", "late; letter"}),
    ("told", "not told", "told_how", {"not told; not told"}),
    ("method", "call", "told_how", {"in time; call", "late; call"}),
    ("method", "letter", "told_how", {"in time; letter", "late; letter"}),
]
MONTHS = pl.date_range(date(2020, 10, 1), MARCH, "1mo", eager=True).to_list()


def two_month_ends(seed, number):
    """Cases at a month-end and at the next: more of them, and some of the others told since."""
    chance = np.random.default_rng(seed)
    earlier = cases(chance, number, MONTHS[:-1])
    told_since = pl.when((pl.col("told") == "not told") & pl.Series(chance.random(number) < 0.3))
    moved = earlier.with_columns(
        told=told_since.then(pl.lit("late")).otherwise("told"),
        method=told_since.then(pl.lit("call")).otherwise("method"),
    ).with_columns(told_how=pl.concat_str("told", "method", separator="; "))
    return earlier, pl.concat([moved, cases(chance, number // 5, MONTHS[-1:])])


def only_added(seed, number):
    chance = np.random.default_rng(seed)
    earlier = cases(chance, number, MONTHS[:-1])
    return earlier, pl.concat([earlier, cases(chance, number // 5, MONTHS[-1:])])


def shown(cubes, **wanted):
    """What is shown of the cells that bear what is wanted, in their order."""
    same = [pl.col(name).eq_missing(pl.lit(value)) for name, value in wanted.items()]
    return cubes.filter(same).select("value", "shown").rows()


# By hand


def of_march(**numbers):
    return pl.DataFrame(
        [("Devon", MARCH, told) for told, number in numbers.items() for _ in range(number)],
        {"area": pl.String, "month": pl.Date, "told": pl.String},
        orient="row",
    )


def test_cubes_count_by_area_period_and_value():
    cubes = protect_cubes(of_march(late=5, soon=7), ["told"])

    of_devon = [("Devon", grain) for grain in ("quarter", "year", "all")]
    of_all = [(None, grain) for grain in ("month", "quarter", "year", "all")]
    begins = {"month": MARCH, "quarter": date(2021, 1, 1), "year": date(2021, 1, 1), "all": None}
    expected = [
        ("told", area, grain, begins[grain], value, count, False, str(count))
        for area, grain in [*of_devon, *of_all]
        for value, count in [("late", 5), ("soon", 7), (None, 12)]
    ]
    columns = [*oracle.KEYS, "count", "suppressed", "shown"]
    assert cubes.select(columns).rows() == expected


def test_total_withheld_in_one_cube_is_withheld_in_all():
    rows = of_march(late=3).with_columns(method=pl.lit("call"))

    cubes = protect_cubes(rows, ["told", "method"])

    assert cubes["shown"].unique().to_list() == ["[c]"]


def test_change_of_one_to_four_is_withheld_in_the_later_month_end():
    cubes = protect_cubes(of_march(late=20, soon=32), ["told"], earlier=of_march(late=20, soon=30))

    assert shown(cubes, area=None, grain="month") == [
        *[("late", "20"), ("soon", "[c]"), (None, "[c]")]
    ]


def test_earlier_month_end_is_shown_as_without_a_later_one():
    earlier, later = two_month_ends(seed=1, number=300)
    before = protect_cubes(earlier, NAMES)

    assert_frame_equal(
        protect_after(before, later, NAMES), protect_cubes(later, NAMES, earlier=earlier)
    )


def test_crossed_dimensions_are_counted_by_year_of_all_areas_only():
    earlier, _ = two_month_ends(seed=1, number=300)

    cubes = protect_cubes(earlier, NAMES, coarse=["told_how"])

    grains = cubes.filter(cube="told_how").select("area", "grain", "period").unique()
    assert sorted(grains.rows(), key=str) == [
        *[(None, "all", None), (None, "year", date(2020, 1, 1)), (None, "year", date(2021, 1, 1))]
    ]


def test_no_day_and_no_area_are_counted_by_themselves():
    rows = pl.concat([of_march(late=9), of_march(late=8).with_columns(month=None, area=None)])

    cubes = protect_cubes(rows, ["told"])

    assert shown(cubes, area="not recorded", grain="no day recorded") == [
        *[("late", "8"), (None, "8")]
    ]
    assert shown(cubes, area=None, grain="all") == [("late", "17"), (None, "17")]


def test_no_cases_make_no_cubes():
    none, some = of_march(), of_march(late=3)
    some_cubes = protect_cubes(some, ["told"])

    assert_frame_equal(protect_cubes(none, ["told"]), some_cubes.clear())
    assert_frame_equal(protect_cubes(none, ["told"], earlier=some), some_cubes.clear())
    assert_frame_equal(protect_cubes(some, ["told"], earlier=none), some_cubes)


def test_published_cubes_are_withheld_below_ten_and_rounded_to_five():
    published = rounded(protect_cubes(of_march(late=23, soon=42, never=8), ["told"], threshold=10))

    assert shown(published, area=None, grain="month") == [
        *[("late", "[c]"), ("never", "[c]"), ("soon", "40"), (None, "75")]
    ]


# Against somebody with a linear programme


@pytest.mark.parametrize("number", [20, 120, 900])
def test_nobody_narrows_what_is_withheld_in_cubes(number):
    for seed in range(3):
        earlier, _ = two_month_ends(seed, number)
        assert oracle.narrowed(protect_cubes(earlier, NAMES), same=SAME) == []


@pytest.mark.parametrize("made", [two_month_ends, only_added])
@pytest.mark.parametrize("number", [20, 120, 900])
def test_nobody_narrows_what_is_withheld_at_two_month_ends(made, number):
    for seed in range(3):
        earlier, later = made(seed, number)
        before = protect_cubes(earlier, NAMES, coarse=["told_how"])
        after = protect_after(before, later, NAMES, coarse=["told_how"])
        assert oracle.narrowed(after, before, SAME) == []


def test_somebody_narrows_counts_where_only_small_ones_are_withheld():
    earlier, _ = two_month_ends(seed=1, number=900)
    small = pl.col("count").is_between(1, 4)
    careless = protect_cubes(earlier, NAMES).with_columns(
        suppressed=small,
        shown=pl.when(small).then(pl.lit("[c]")).otherwise(pl.format("{}", "count")),
    )

    assert len(oracle.narrowed(careless, same=SAME)) > 10


def test_small_counts_and_small_changes_are_withheld_and_no_nought_is():
    for seed in range(3):
        earlier, later = two_month_ends(seed, 300)
        before = protect_cubes(earlier, NAMES)
        after = protect_after(before, later, NAMES)
        changed = after.join(before, on=oracle.KEYS, how="left", nulls_equal=True).with_columns(
            change=(pl.col("count") - pl.col("count_right").fill_null(0)).abs()
        )
        small = pl.col("count").is_between(1, 4) | pl.col("change").is_between(1, 4)
        none = pl.col("count") == 0
        assert changed.filter(small & ~none & ~pl.col("suppressed")).is_empty()
        assert changed.filter(none & pl.col("suppressed")).is_empty()


def test_the_same_cases_are_always_withheld_alike():
    _, later = two_month_ends(seed=5, number=300)
    shuffled = later.sample(fraction=1, shuffle=True, seed=3)

    assert_frame_equal(protect_cubes(shuffled, NAMES), protect_cubes(later, NAMES))
