"""The state of a recommendation is that of its least advanced part."""

from hypothesis import given

from metrics.day_state import day_state_on
from metrics.recommendations.parts import ADVANCE
from metrics.recommendations.standings import complete_text, standings
from tests import made_up
from tests.builders import AS_AT, day_state, tables
from tests.metrics.parts import FOR_OTHERS, JOINT, said
from tests.often import often

TWO_PARTS = [JOINT | {"part": "a", "label": "2a"}, JOINT | {"part": "b", "label": "2b"}]


def slowly(parts):
    """Each recommendation's standing from the parts of a day, by loops."""
    found = {}
    for ref in dict.fromkeys(part["recommendation"] for part in parts):
        of_it = [part for part in parts if part["recommendation"] == ref]
        states = [
            part[f"{voice}_state"]
            for part in of_it
            for voice in ("force", "cps")
            if part[f"for_{voice}"]
        ]
        if not states:
            states = [part["addressee_state"] for part in of_it]
        recorded = sorted((state for state in states if state), key=list(ADVANCE).index)
        found[ref] = (recorded[0] if recorded else None, states.count(None), len(states))
    return found


@often(100)
@given(made_up.STORES)
def test_the_standing_of_each_recommendation_is_what_a_slow_reading_gives(rows):
    found = day_state_on(AS_AT, tables(**rows))

    assert standings(found.facts) == slowly(found.parts.to_dicts())


def test_the_headline_counts_the_recommendations_complete_in_every_part():
    complete = [
        said(voice, "complete", requirement=part)
        for voice in ("force", "cps")
        for part in ("P1", "P2")
    ]
    whole = "The 1 recommendation"
    ours = f"{whole}: {{}} of the 1 for the force or CPS South West reported complete in every part"

    assert complete_text(day_state(requirement=TWO_PARTS, position=complete)) == ours.format(1)
    assert complete_text(day_state(requirement=TWO_PARTS, position=complete[1:])) == ours.format(0)
    assert complete_text(day_state(requirement=[FOR_OTHERS])) == whole
