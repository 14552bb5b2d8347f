from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.trends.area_comparison import (
    INNER,
    OUTER,
    areas_text,
    beside_each_other,
    expected_range,
)
from tests import oracles_trends
from tests.often import often

NAMES = ["Torbay", "Plymouth", "Cornwall", "Exeter"]


def areas_of(*met_of, names=None):
    return pl.DataFrame(
        {
            "area": names or NAMES[: len(met_of)],
            "met": [met for met, _ in met_of],
            "of": [of for _, of in met_of],
        },
        {"area": pl.String, "met": pl.Int64, "of": pl.Int64},
    )


def expected(of, overall, chance=OUTER):
    return expected_range(of, overall, chance)


def said(areas, overall=0.64, target=None):
    return areas_text(beside_each_other(areas, overall), "Told in time", overall, target)


# Against the slow way


@often(300)
@given(st.integers(1, 60), st.integers(1, 99), st.sampled_from(["0.95", "0.998"]))
def test_the_expected_range_is_the_exact_one(of, hundredths, chance):
    exact = oracles_trends.expected_range(of, Fraction(hundredths, 100), Fraction(chance))

    assert expected(of, hundredths / 100, float(chance)) == tuple(map(float, exact))


# Results that a reader can check by hand


def test_of_no_case_there_is_no_range():
    assert expected(0, 0.64) is None


@pytest.mark.parametrize(("met", "of"), [(-1, 5), (6, 5)])
def test_more_met_than_there_are_is_refused(met, of):
    with pytest.raises(ValueError, match=f"{met} of {of} is no share: give a number from 0"):
        beside_each_other(areas_of((met, of)), 0.5)


@pytest.mark.parametrize("overall", [None, -0.1, 1.1, 90, float("nan"), float("inf")])
def test_without_an_overall_share_nothing_is_expected(overall):
    assert expected(20, overall) is None
    assert said(areas_of((3, 20)), overall) == "Told in time by area: no area can be compared."


def test_an_overall_share_of_none_or_all_expects_just_that():
    assert expected(5, 0.0) == (0, 0)
    assert expected(5, 1.0) == (1, 1)
    found = beside_each_other(areas_of((0, 5), (1, 5)), 0.0)
    assert found.select("area", "standing").rows() == [
        ("Plymouth", "above the expected range"),
        ("Torbay", "within the expected range"),
    ]


# Areas


def test_areas_come_by_name_and_never_by_rank_with_what_is_expected_of_each():
    found = beside_each_other(areas_of((5, 30), (19, 30), (40, 60), (60, 62)), 0.64)

    assert found.columns == [
        *["area", "met", "of", "share", "lower", "upper", "inner_lower", "inner_upper"],
        "standing",
    ]
    assert found.select("area", "standing").rows() == [
        ("Cornwall", "within the expected range"),
        ("Exeter", "above the expected range"),
        ("Plymouth", "within the expected range"),
        ("Torbay", "below the expected range"),
    ]
    assert (INNER, OUTER) == (0.95, 0.998)
    assert found.row(0)[3:8] == (40 / 60, *expected(60, 0.64), *expected(60, 0.64, 0.95))


def test_a_share_on_the_edge_of_its_range_is_within_it():
    lower, upper = expected(30, 0.64)
    edges = areas_of((round(lower * 30), 30), (round(upper * 30), 30))

    assert beside_each_other(edges, 0.64)["standing"].to_list() == ["within the expected range"] * 2


def test_an_area_with_no_case_or_a_hidden_count_is_compared_with_nothing():
    hidden = areas_of((0, 0), (None, None), (None, 20), (12, 20))

    found = beside_each_other(hidden, 0.64)
    assert found.select("area", "share", "lower", "standing").rows() == [
        ("Cornwall", None, None, None),
        ("Exeter", 0.6, 0.3, "within the expected range"),
        ("Plymouth", None, None, None),
        ("Torbay", None, None, None),
    ]


def test_no_areas_give_no_rows_with_every_column():
    found = beside_each_other(areas_of(), 0.64)

    assert found.is_empty()
    assert found.schema["standing"] == pl.String
    assert said(areas_of()) == "Told in time by area: no area can be compared."


@pytest.mark.parametrize(
    ("met_of", "sentence"),
    [
        ([(19, 30)] * 4, "all 4 areas within the expected range around the overall 64%"),
        ([(19, 30)] * 2, "both areas within the expected range around the overall 64%"),
        ([(19, 30)], "the one area within the expected range around the overall 64%"),
        (
            [(5, 30), (19, 30), (6, 30), (30, 30)],
            "Cornwall and Torbay below the expected range; Exeter above the expected range; "
            "1 area within the expected range around the overall 64%",
        ),
        (
            [(5, 30), (0, 0)],
            "Torbay below the expected range; "
            "no area within the expected range around the overall 64%; "
            "no figure to compare for 1 area",
        ),
    ],
)
def test_one_sentence_says_which_areas_lie_outside(met_of, sentence):
    assert said(areas_of(*met_of)) == f"Told in time by area: {sentence}."


@pytest.mark.parametrize(
    ("target", "start"),
    [(1.0, "the overall 64% misses the target of 100%; all 4"), (0.64, "all 4"), (None, "all 4")],
)
def test_a_range_is_not_praised_where_the_target_is_missed(target, start):
    assert said(areas_of(*[(19, 30)] * 4), target=target).startswith(
        f"Told in time by area: {start}"
    )


def test_cases_of_no_known_area_are_called_so():
    assert said(areas_of((2, 30), names=[None])).startswith(
        "Told in time by area: area not recorded below the expected range"
    )


@pytest.mark.parametrize(
    ("met_of", "names", "sentence"),
    [
        ([(19, 30)] * 3, ["A", None, "B"], "all 2 areas and the cases of no area within"),
        (
            [(19, 30), (5, 30)],
            [None, "A"],
            "A below the expected range; the cases of no area within",
        ),
        ([(19, 30), (0, 0)], ["A", None], "the one area within"),
    ],
)
def test_cases_of_no_area_are_counted_as_no_area(met_of, names, sentence):
    missing = "; no figure to compare for the cases of no area" if (0, 0) in met_of else ""

    assert said(areas_of(*met_of, names=names)) == (
        f"Told in time by area: {sentence} the expected range around the overall 64%{missing}."
    )
