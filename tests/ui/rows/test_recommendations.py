"""Rows of recommendations: what is recorded of some parts stands before what the answer says."""

from tests.builders import day_state
from tests.metrics.parts import JOINT, said
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
        "0 of 2 complete, 1 under way, 1 not recorded:gray[; in the answer of 2021: being "
        "considered]",
        "1 of 2 complete, 1 not recorded:gray[; no statement of its own in the answer]",
    )


def test_without_a_position_the_answer_stands_and_with_one_on_each_part_it_does_not():
    assert said_of() == (
        ":gray[in the answer of 2021: 1 being considered and 1 in place]",
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
        ":gray[in the answer of 2021: 1 planned and 1 with no statement of its own]"
    )
    assert said_of(stated=STATED + of_cps("in place", "planned"))[1] == (
        ":gray[in the answer of 2021: 1 planned and 1 in place]"
    )
    one = said("cps", "complete", requirement="P2")
    assert said_of(one, stated=STATED + of_cps("in place", "planned"))[1] == (
        "1 of 2 complete, 1 not recorded:gray[; in the answer of 2021: in place]"
    )


def test_that_the_cps_says_nothing_stays_once_the_force_has_recorded_every_part():
    on_each = [said("force", "under way", requirement=ref) for ref in ("P1", "P2")]

    assert said_of(*on_each)[1] == ":gray[no statement of its own in the answer]"


def test_where_no_answer_is_held_the_other_parts_have_nothing_recorded():
    one = said("force", "complete", requirement="P2")

    assert said_of(one, stated=[])[0] == ("1 of 2 complete, 1 not recorded")
