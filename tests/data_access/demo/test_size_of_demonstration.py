"""The possible sizes of a demonstration, and the spread of its cases over forces and areas."""

import pytest

from data_access.demo import Size
from data_access.demo.cases.load import (
    areas_of_force,
    areas_of_forces,
    cases_of_forces,
    other_forces,
    ref_of_force,
)
from data_access.store import StoreProblem


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {"cases": 0},
            "--cases 0 cannot be used. Nothing was made; give a whole number from 1 to 2,000,000.",
        ),
        (
            {"cases": 10**12},
            "--cases 1000000000000 cannot be used. Nothing was made; "
            "give a whole number from 1 to 2,000,000.",
        ),
        (
            {"forces": 44},
            "--forces 44 cannot be used. Nothing was made; give a whole number from 1 to 43.",
        ),
        (
            {"cases": 2, "forces": 3},
            "--cases 2 is too few for --forces 3: each force needs at least one case. "
            "Nothing was made; give more cases or fewer forces.",
        ),
    ],
)
def test_a_number_that_makes_no_sense_is_refused_in_a_sentence(given, says):
    with pytest.raises(StoreProblem) as refused:
        Size(**given)

    assert str(refused.value) == says


def test_without_numbers_there_are_five_thousand_cases_of_one_force():
    assert Size() == Size(cases=5_000, forces=1)


@pytest.mark.parametrize(("cases", "forces"), [(1, 1), (43, 43), (200, 3), (1_000_000, 43)])
def test_every_case_goes_to_a_force_and_every_force_has_one(cases, forces):
    spread = cases_of_forces(Size(cases, forces))

    assert (sum(spread), len(spread)) == (cases, forces)
    assert min(spread) >= 1


def test_forces_differ_in_size():
    spread = cases_of_forces(Size(1_000_000, 43))

    assert 2 < max(spread) / min(spread) < 5


def test_the_first_force_is_the_stores_own_with_its_three_areas():
    assert ref_of_force(1) == "force"
    assert areas_of_force(1)["name"].to_list() == [
        "Cornwall and Isles of Scilly",
        "Devon",
        "Plymouth",
    ]


def test_every_other_force_has_two_to_four_areas_called_after_it():
    assert [ref_of_force(number) for number in (2, 43)] == ["force-02", "force-43"]
    assert areas_of_force(2)["name"].to_list() == [
        f"Avon and Somerset {part}" for part in ("North", "South", "East", "West")
    ]
    assert {areas_of_force(number).height for number in range(2, 44)} == {2, 3, 4}


def test_there_are_the_forty_three_forces_of_england_and_wales_and_no_two_areas_are_alike():
    names = [each.name for each in other_forces(43)]
    areas = [area.name for area in areas_of_forces(43)]

    assert (names[0], names[-1], len(set(names))) == (
        "Avon and Somerset Constabulary",
        "Wiltshire Police",
        42,
    )
    assert len(set(areas)) == len(areas)
