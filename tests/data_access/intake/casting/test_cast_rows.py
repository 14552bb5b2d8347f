"""A force or an area is known by every way of writing it, and no other is made up."""

import polars as pl

from data_access.intake.casting.cast_rows import Places, cast_area, cast_force, places_in
from tests.builders import frame

ONE_FORCE = [
    {"ref": "force", "name": "Devon and Cornwall Police", "kind": "police force"},
    {"ref": "cps-sw", "name": "CPS South West", "kind": "prosecution service"},
]
OTHER = {"ref": "other", "name": "Another Constabulary", "kind": "police force"}
AREAS = [
    {"name": "Plymouth", "force": "force"},
    {"name": "Cornwall and Isles of Scilly", "force": "force"},
    {"name": "North", "force": "other"},
]


def places(*organisations) -> Places:
    return places_in(frame("organisation", *organisations), pl.DataFrame(AREAS))


ONE, TWO = places(*ONE_FORCE), places(*ONE_FORCE, OTHER)


def rows_of(texts):
    return pl.Series("row", range(2, len(texts) + 2), dtype=pl.UInt32)


def forces(texts, of=ONE):
    force, found = cast_force(pl.Series(texts, dtype=pl.String), rows_of(texts), of)
    return force.to_list(), found.select("row", "column", "rule", "found").rows()


def areas(texts, force, of=TWO):
    area, found = cast_area(
        pl.Series(texts, dtype=pl.String), pl.Series(force, dtype=pl.String), rows_of(texts), of
    )
    return area.to_list(), found.select("row", "column", "rule", "found").rows()


def test_a_force_is_known_by_its_reference_and_by_its_name():
    texts = ["force", "FORCE", "devon and cornwall police", "Devon and  Cornwall Police."]

    assert forces(texts) == (["force"] * 4, [])


def test_a_row_without_a_force_is_of_the_only_one():
    assert forces([None, "", "n/a", "-"]) == (["force"] * 4, [])


def test_a_row_without_a_force_is_a_fault_where_there_are_several_or_none():
    assert forces([None, "other"], TWO) == ([None, "other"], [(2, "Force", "no such force", "")])
    assert forces([None], places()) == ([None], [(2, "Force", "no such force", "")])


def test_a_body_that_is_no_force_or_is_not_there_is_a_fault_and_is_not_shown():
    assert forces(["CPS South West", "force", "Zebedee"]) == (
        [None, "force", None],
        [(2, "Force", "no such force", ""), (4, "Force", "no such force", "")],
    )


def test_an_area_is_one_of_its_own_force():
    assert areas(
        ["PLYMOUTH", "cornwall & isles of scilly", "North", "Plymouth", "North"],
        ["force", "force", "other", "other", "force"],
    ) == (
        ["Plymouth", "Cornwall and Isles of Scilly", "North", None, None],
        [(row, "Area", "no such area", "") for row in (5, 6)],
    )


def test_no_area_and_one_of_an_unknown_force_are_no_fault():
    assert areas([None, "n/a", "", "Plymouth"], ["force"] * 3 + [None]) == ([None] * 4, [])
    assert areas([], []) == ([], [])
