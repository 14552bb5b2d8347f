import polars as pl
import pytest
from polars.testing import assert_frame_equal

from metrics.cubes import KEYS
from metrics.disclosure import CONFIDENTIAL, with_shown
from metrics.protected import ShareOf, differences, share_of, withhold_medians

IN_TIME = ShareOf(met={"in time"}, rest={"late", "not told"}, left_out={"exempt"})


def cube_of(*hidden, **counts):
    """A cube of one area and period with its total; underscores are spaces."""
    named = {name.replace("_", " "): count for name, count in counts.items()}
    rows = [("told", None, "all", None, value, count) for value, count in named.items()]
    total = ("told", None, "all", None, None, sum(named.values()))
    frame = pl.DataFrame([*rows, total], KEYS | {"count": pl.Int64()}, orient="row")
    return with_shown(frame, frame["value"].fill_null("total").is_in(hidden))


def figures_of(cube, step=1):
    return share_of(cube, IN_TIME, step).select("met", "of", "left_out", "share", "shown").row(0)


def test_share_is_of_the_group_without_those_left_out():
    assert figures_of(cube_of(in_time=15, late=5, not_told=5, exempt=8)) == (15, 25, 8, 0.6, "60%")


def test_a_value_without_cases_counts_nought():
    assert figures_of(cube_of(in_time=12)) == (12, 12, 0, 1.0, "100%")


@pytest.mark.parametrize("hidden", ["in time", "late", "not told", "exempt", "total"])
def test_one_count_withheld_withholds_the_share_and_all_its_parts(hidden):
    cube = cube_of(hidden, in_time=15, late=5, not_told=5, exempt=8)

    assert figures_of(cube) == (None, None, None, None, CONFIDENTIAL)


@pytest.mark.parametrize("counts", [{"in_time": 9}, {"late": 9}, {"in_time": 5, "late": 0}])
def test_share_of_fewer_than_ten_is_withheld_be_it_none_or_all(counts):
    assert figures_of(cube_of(**counts)) == (None, None, None, None, CONFIDENTIAL)


def test_share_of_nobody_does_not_apply():
    assert figures_of(cube_of(exempt=8)) == (0, 0, 8, None, "[z]")


def test_published_share_is_worked_out_from_rounded_counts():
    cube = cube_of(in_time=23, late=18, exempt=11)

    assert figures_of(cube, step=5) == (25, 40, 10, 0.625, "63%")


@pytest.mark.parametrize(
    ("count", "suppressed", "step", "expected"),
    [
        (10, False, 1, (4.3, "4.3")),
        (9, False, 1, (None, CONFIDENTIAL)),
        (10, True, 1, (None, CONFIDENTIAL)),
        (10, False, 5, (4.0, "4.0")),
    ],
)
def test_median_is_shown_of_ten_values_whose_count_is(count, suppressed, step, expected):
    medians = pl.DataFrame({"count": [count], "suppressed": [suppressed], "median": [4.25]})

    assert withhold_medians(medians, step=step).select("median", "shown").row(0) == expected


def test_median_of_no_values_does_not_apply():
    medians = pl.DataFrame(
        {"count": [0], "suppressed": [False], "median": pl.Series([None], dtype=pl.Float64)}
    )

    assert withhold_medians(medians).select("median", "shown").row(0) == (None, "[z]")


@pytest.mark.parametrize(
    ("was", "now", "step", "expected"),
    [
        (10, 15, 1, (10, 15, 5, "5")),
        (15, 10, 1, (15, 10, -5, "-5")),
        (15, 15, 1, (15, 15, 0, "0")),
        (10, 14, 1, (None, None, None, CONFIDENTIAL)),
        (14, 10, 1, (None, None, None, CONFIDENTIAL)),
        (13, 42, 5, (15, 40, 25, "25")),
    ],
)
def test_difference_of_one_to_four_is_withheld(was, now, step, expected):
    found = differences(cube_of(late=now), cube_of(late=was), step=step)

    assert found.select("was", "now", "change", "shown").row(0) == expected


@pytest.mark.parametrize("hidden", [("now",), ("was",), ("now", "was")])
def test_difference_is_withheld_where_either_count_is(hidden):
    later = cube_of(*(["late"] if "now" in hidden else []), late=40)
    earlier = cube_of(*(["late"] if "was" in hidden else []), late=20)

    assert differences(later, earlier)["shown"].to_list() == [CONFIDENTIAL, "20"]


def test_what_was_not_there_was_nought():
    later = cube_of(late=40)

    assert differences(later, later.clear())["shown"].to_list() == ["40", "40"]


def test_nothing_protected_gives_nothing():
    none = cube_of(late=40).clear()

    assert share_of(none, IN_TIME).is_empty()
    assert differences(none, none).is_empty()
    assert_frame_equal(
        differences(none, none), differences(cube_of(late=40), cube_of(late=20)).clear()
    )
