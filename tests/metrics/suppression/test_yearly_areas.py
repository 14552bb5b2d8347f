import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from metrics.disclosure import THRESHOLD
from metrics.suppression.area_counts import MOST_AREAS
from metrics.suppression.linked_tables import CostLevel, CountTable
from tests import oracles_quarters, oracles_years
from tests.often import rounds
from tests.protected import protect_year

WORDS = {"area": pl.String, "told": pl.String, "how": pl.String, "told and with how": pl.String}
SIMPLE = {"told": CountTable(level=CostLevel.SHARE)}
ALLOWED_TABLES = {
    "told": CountTable(level=CostLevel.SHARE),
    "how": CountTable(),
    "told and with how": CountTable(by_area=False, ties=("told", "how")),
}
AREAS = ["Devon", "Cornwall", "Plymouth", None]
# Who was not told was told in no way.
KINDS = [("soon", "call"), ("soon", "post"), ("late", "call"), ("late", "post"), ("not", "not")]


def cases(*made):
    """Cases of an area, by whether and how they were told, such as Devon, late, call, 5."""
    rows = [
        (area, told, how, f"{told}; {how}")
        for area, told, how, number in made
        for _ in range(number)
    ]
    return pl.DataFrame(rows, WORDS, orient="row")


def year_of(*quarters, count_tables=SIMPLE):
    """By area and value, what is shown of the year of these quarters."""
    *_, found = protect_year(quarters, count_tables)
    return {
        (area, value): None if hidden else count for _, area, value, count, hidden in found.rows()
    }


def spread(quarters):
    """Cases by the number of each kind in each area, a list a quarter."""
    return [
        cases(
            *(
                (area, *kind, number)
                for area, numbers in zip(AREAS, quarter, strict=True)
                for kind, number in zip(KINDS, numbers, strict=True)
            )
        )
        for quarter in quarters
    ]


def is_safe(quarters, count_tables=ALLOWED_TABLES):
    """Nothing withheld of the year, nor of its quarters, can be found by who has all of them."""
    shown, of_all, areas = protect_year(quarters, count_tables)
    year = pl.concat([of_all, areas])
    small = year.filter(pl.col("count").is_between(1, 4) & ~pl.col("suppressed"))
    assert small.is_empty()
    # As they would have the same cases in every quarter if they meant it.
    meant = oracles_quarters.always_the_same(pl.concat(quarters))
    found = oracles_years.narrowed(year, shown, quarters, [*count_tables], same=meant)
    few = {row[:3] for each in (year, *shown) for row in each.rows() if 0 < row[3] < THRESHOLD}
    assert [at for at in found if at[1] in few or (None, *at[1][1:]) in few] == []
    return True


# Shown counts


def test_an_area_is_counted_over_the_quarters_of_a_year_and_what_is_small_in_one_is_shown():
    devon = [("Devon", "late", "call", 3), ("Devon", "soon", "call", 20)]
    cornwall = [("Cornwall", "late", "call", 12), ("Cornwall", "soon", "call", 30)]

    shown = year_of(*[cases(*devon, *cornwall)] * 4)

    assert shown == {
        ("Cornwall", "late"): 48,
        ("Cornwall", "soon"): 120,
        ("Cornwall", None): 168,
        ("Devon", "late"): 12,
        ("Devon", "soon"): 80,
        ("Devon", None): 92,
    }


def test_a_quarter_is_withheld_before_the_year_that_would_give_another_away():
    few = [("Devon", "late", "call", 3), ("Devon", "soon", "call", 20)]
    many = [("Devon", "late", "call", 12), ("Devon", "soon", "call", 30)]

    shown = year_of(cases(*few), *[cases(*many)] * 3)

    assert shown == {("Devon", "late"): 39, ("Devon", "soon"): 110, ("Devon", None): 149}
    quarters, *_ = protect_year([cases(*few), *[cases(*many)] * 3], SIMPLE)
    hidden = [each.filter(pl.col("suppressed"))["value"].to_list() for each in quarters]
    assert hidden[0] == ["late", "soon"]
    assert hidden[3] > []
    assert is_safe([cases(*few), *[cases(*many)] * 3])


def test_few_cases_of_no_area_take_the_smallest_area_with_them_and_no_other():
    quarter = cases(
        *(
            (area, told, "call", number)
            for area, number in (("Devon", 90), ("Cornwall", 60), ("Plymouth", 30))
            for told in ("late", "soon")
        )
    )
    first = pl.concat([quarter, cases((None, "late", "call", 2), (None, "soon", "call", 1))])

    shown = year_of(first, quarter, quarter, quarter)

    assert {area for (area, _), count in shown.items() if count is None} == {
        "not recorded",
        "Plymouth",
    }
    assert is_safe([first, quarter, quarter, quarter])


def test_cases_of_no_area_are_never_shown_though_they_are_many_and_take_nobody_with_them():
    made = [(area, told, "call", 20) for area in AREAS for told in ("late", "soon")]

    shown = year_of(*[cases(*made)] * 4)

    assert {area for (area, _), count in shown.items() if count is None} == {"not recorded"}


def many_areas(sizes, seed, rare=0.5):
    """A list a quarter of cases of as many areas as ``sizes``, which say how many are usual."""
    chance = np.random.default_rng(seed)
    return [
        cases(
            *(
                (f"Area {number:02}", *kind, int(chance.poisson(size * often)))
                for number, size in enumerate(sizes)
                for kind, often in zip(KINDS, (6, 3, 1, rare, 2), strict=True)
            )
        )
        for _ in range(4)
    ]


def areas_shown(quarters, count_tables=ALLOWED_TABLES):
    """By area, how many of its counts are shown."""
    *_, found = protect_year(quarters, count_tables)
    return dict(found.group_by("area").agg((~pl.col("suppressed")).sum()).rows())


def test_of_many_areas_the_smallest_are_not_shown_and_of_the_others_nearly_all_is():
    shown = areas_shown(many_areas([3, 3, 3, *range(10, 25)], seed=1))

    assert {area for area, number in shown.items() if number == 0} == {"Area 00", "Area 01"}
    assert min(sorted(shown.values())[2:]) >= 7


def test_of_many_areas_none_is_shown_where_too_many_would_have_to_be_small():
    shown = areas_shown(many_areas([0.1] * (MOST_AREAS + 1), seed=2))

    assert {*shown.values()} == {0}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "tiny", "shown"), [(3, 1, 17), (4, 1, 17), (6, 1, 16), (1, 2, 16), (7, 2, 16)]
)
def test_nobody_narrows_what_is_withheld_of_many_areas(seed, tiny, shown):
    chance = np.random.default_rng(seed)
    sizes = [0.5, 0.3][:tiny] + list(chance.choice([1.5, 2, 3, 4, 6, 10], MOST_AREAS + 6))
    quarters = many_areas(sizes, seed, rare=chance.choice([0.4, 0.7, 1.0]))

    assert sum(number > 0 for number in areas_shown(quarters).values()) == shown
    assert is_safe(quarters)


def test_no_cases_make_no_counts_of_the_same_shape():
    *_, some = protect_year([cases(("Devon", "late", "call", 3))] * 4, SIMPLE)

    assert_frame_equal(protect_year([cases()] * 4, SIMPLE)[-1], some.clear())


def test_the_same_cases_are_always_withheld_alike():
    chance = np.random.default_rng(3)
    quarters = spread(chance.integers(0, 9, (4, 4, 5)).tolist())
    shuffled = [rows.sample(fraction=1, shuffle=True, seed=3) for rows in quarters]

    assert_frame_equal(
        protect_year(shuffled, ALLOWED_TABLES)[-1], protect_year(quarters, ALLOWED_TABLES)[-1]
    )


# Counts that cannot be derived

# By quarter: an area, a word of each of three dimensions, and how many cases.
FOUND = {
    "words that have the same cases in a quarter, though not in the year": [
        [
            ("Devon", "a1", "b1", "c0", 11),
            ("Devon", "a2", "b1", "c2", 1),
            ("Plymouth", "a1", "b1", "c0", 5),
            ("Plymouth", "a2", "b1", "c2", 5),
        ],
        [
            ("Devon", "a1", "b1", "c0", 5),
            ("Devon", "a1", "b1", "c2", 1),
            ("Devon", "a2", "b2", "c2", 1),
            ("Plymouth", "a1", "b1", "c0", 6),
            ("Plymouth", "a1", "b1", "c2", 5),
            ("Plymouth", "a2", "b2", "c2", 2),
        ],
    ],
    "noughts of areas that leave no room however much is withheld": [
        [
            ("Devon", "a0", "b0", "c1", 2),
            ("Devon", "a0", "b0", "c2", 1),
            ("Plymouth", "a0", "b0", "c0", 5),
        ]
    ],
    "noughts of three areas": [
        [
            ("Cornwall", "a1", "b0", "c1", 6),
            ("Devon", "a0", "b0", "c0", 2),
            ("Devon", "a1", "b1", "c0", 12),
        ]
    ],
}


@pytest.mark.parametrize("name", FOUND)
def test_nobody_narrows_what_is_withheld_of_years_that_gave_something_away(name):
    schema = {"area": pl.String, "a": pl.String, "b": pl.String, "c": pl.String}
    quarters = [
        pl.DataFrame([row for *row, number in made for _ in range(number)], schema, orient="row")
        for made in FOUND[name]
    ]

    assert is_safe(
        quarters, {"a": CountTable(level=CostLevel.SHARE), "b": CountTable(), "c": CountTable()}
    )


numbers = st.lists(st.integers(0, 7), min_size=5, max_size=5)
years = st.lists(st.lists(numbers, min_size=4, max_size=4), min_size=4, max_size=4)


@pytest.mark.often
@settings(max_examples=rounds(100), deadline=None)
@given(years)
def test_nobody_narrows_what_is_withheld_of_a_made_up_year(made):
    assert is_safe(spread(made))


@pytest.mark.parametrize("most", [3, 12, 60])
def test_nobody_narrows_what_is_withheld_of_years_of_any_size(most):
    chance = np.random.default_rng(most)
    for _ in range(4):
        few = chance.integers(0, most, (4, 4, 5)) * (chance.random((4, 4, 5)) < 0.7)
        few[:, 3] = few[:, 3] // 6
        assert is_safe(spread(few.tolist()))
