"""Rows of recommendations: what is recorded of some parts stands before what the answer says."""

import polars as pl
from hypothesis import given

from metrics.recommendations.parts import ADVANCE, with_recorded_parts
from tests import made_up
from tests.builders import day_state, frame
from tests.metrics.parts import JOINT, parts_of, said
from tests.often import often
from ui.rows.recommendations import recommendation_rows

TWO_PARTS = [JOINT | {"part": "a", "label": "2a"}, JOINT | {"part": "b", "label": "2b"}]
STATED = [
    {"requirement": "P1", "stated_as": "in place"},
    {"requirement": "P2", "stated_as": "being considered"},
]


def said_of(*positions, stated=STATED):
    """What the force and the CPS say of a recommendation of two parts, without colours."""
    found = day_state(requirement=TWO_PARTS, position=positions, stated_position=stated)
    row = recommendation_rows(found).row(0, named=True)
    return row["Force says"], row["CPS says"]


def test_a_position_on_one_part_shows_with_how_many_parts_still_rest_on_the_answer():
    assert said_of(
        said("force", "under way", requirement="P1"), said("cps", "complete", requirement="P2")
    ) == (
        ":orange-badge[under way]:gray[; for 1 of 2 parts in the answer of 2021: being considered]",
        ":green-badge[reported complete]:gray[; for 1 of 2 parts no statement of its own in the "
        "answer]",
    )


def test_without_a_position_the_answer_stands_and_with_one_on_each_part_it_does_not():
    assert said_of() == (
        ":gray[in the answer of 2021: being considered]",
        ":gray[no statement of its own in the answer]",
    )
    on_each = [said("force", "under way", requirement=ref) for ref in ("P1", "P2")]
    assert said_of(*on_each)[0] == ":orange-badge[under way]"


def test_what_the_cps_says_in_the_answer_stands_until_it_records_something():
    def of_cps(*words):
        return [
            {"requirement": f"P{number}", "voice": "cps", "stated_as": word}
            for number, word in enumerate(words, start=1)
        ]

    assert said_of(stated=STATED + of_cps("planned"))[1] == (
        ":gray[in the answer of 2021: planned; 1 of 2 parts with no statement of its own]"
    )
    assert said_of(stated=STATED + of_cps("in place", "planned"))[1] == (
        ":gray[in the answer of 2021: planned]"
    )
    one = said("cps", "complete", requirement="P2")
    assert said_of(one, stated=STATED + of_cps("in place", "planned"))[1] == (
        ":green-badge[reported complete]:gray[; for 1 of 2 parts in the answer of 2021: in place]"
    )


def test_that_the_cps_says_nothing_stays_once_the_force_has_recorded_every_part():
    on_each = [said("force", "under way", requirement=ref) for ref in ("P1", "P2")]

    assert said_of(*on_each)[1] == ":gray[no statement of its own in the answer]"


def test_where_no_answer_is_held_the_other_parts_have_nothing_recorded():
    one = said("force", "complete", requirement="P2")

    assert said_of(one, stated=[])[0] == (
        ":green-badge[reported complete]:gray[; for 1 of 2 parts nothing recorded]"
    )


def slowly(recommendation, parts):
    """What force and CPS have recorded of the parts asked of them, by loops."""
    found = {}
    for voice in ("force", "cps"):
        asked = [
            part[f"{voice}_state"]
            for part in parts
            if part["recommendation"] == recommendation and part[f"for_{voice}"]
        ]
        states = [state for state in asked if state]
        found[f"{voice}_recorded"] = min(states, key=list(ADVANCE).index, default=None)
        has_parts = any(part["recommendation"] == recommendation for part in parts)
        found[f"{voice}_asked"] = len(asked) if has_parts else None
        found[f"{voice}_left"] = asked.count(None) if has_parts else None
    return found


@often(100)
@given(made_up.stores_with("recommendation", "requirement", "position", "judgement", "evidence"))
def test_what_is_recorded_of_some_parts_is_what_a_slow_reading_gives(rows):
    parts, recommendations = parts_of(rows), frame("recommendation", *rows["recommendation"])

    found = with_recorded_parts(recommendations.select("ref"), parts)

    assert found.to_dicts() == [
        {"ref": ref} | slowly(ref, parts.to_dicts()) for ref in recommendations["ref"]
    ]
    assert (
        with_recorded_parts(recommendations.select("ref"), parts.clear())
        .select(pl.exclude("ref"))
        .null_count()
        .sum_horizontal()
        .item()
        == 6 * recommendations.height
    )
