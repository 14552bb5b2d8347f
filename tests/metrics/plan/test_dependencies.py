import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.plan.deadlines import with_progress, with_time_state
from metrics.plan.dependencies import (
    behind_each,
    waiting_links,
    waits_text,
)
from tests import oracles_plan
from tests.builders import AS_AT, frame, recurring
from tests.often import often

REFS = ("A1", "A2", "A3", "A4", "A5")
WORDS = st.sampled_from([*REFS, "A2 and A3", "(A4), then A1", "Niche roll-out", "A99", "XA1", "a1"])
WAITS = st.tuples(*(st.none() | WORDS for _ in REFS))
DONE = st.sets(st.sampled_from(REFS), max_size=1)


def plan_of(*waits, done=()):
    """Actions A1, A2 and so on, each waiting on the words given; those done are complete."""
    updates = [
        {"action": f"A{number}", "waiting_on": words}
        for number, words in enumerate(waits, 1)
        if words
    ] + [{"action": ref, "note": "Done.", "state": "complete", "waiting_on": ref} for ref in done]
    progress = with_progress(
        frame("action", *({} for _ in waits)),
        frame("action_update", *updates),
        frame("evidence"),
        recurring(),
    )
    return with_time_state(progress, AS_AT, 14, 30)


def behind(*waits):
    things = behind_each(waiting_links(plan_of(*waits)))
    return [(thing.on, thing.waiting, thing.behind) for thing in things]


# Against the slow way


@often(200)
@given(WAITS, DONE)
def test_what_waits_on_what_is_what_following_each_wait_by_hand_gives(waits, done):
    actions = plan_of(*waits, done=done)
    links = waiting_links(actions)
    slow = oracles_plan.waiting_links(actions.to_dicts())

    found = behind_each(links)

    assert links.to_dicts() == slow
    assert {thing.on: set(thing.behind) for thing in found} == {
        row["on"]: oracles_plan.behind(slow, row["on"]) for row in slow
    }
    sizes = [len(thing.behind) for thing in found]
    assert sizes == sorted(sizes, reverse=True)


# Refs in the words of a wait


def test_a_wait_that_names_actions_has_a_row_for_each_and_other_words_stand_for_themselves():
    links = waiting_links(plan_of("A3, then A2 (and A3)", " Niche roll-out ", None))

    assert links.select("ref", "on", "is_action", "on_is_open").rows() == [
        ("A1", "A3", True, True),
        ("A1", "A2", True, True),
        ("A2", "Niche roll-out", False, None),
    ]


def test_a_ref_that_the_office_gave_is_an_action_too_and_a_plain_word_is_none():
    refs = ("p2-1", "p2-1-a", "p2-10", "review", "A5")
    waits = ("p2-10 (after p2-1-a)", "p2-1/A5", "p2-11", "the review of p2-1, A5", None)
    actions = plan_of(*waits).with_columns(ref=pl.Series(refs))

    assert waiting_links(actions).select("ref", "on", "is_action").rows() == [
        ("p2-1", "p2-10", True),
        ("p2-1", "p2-1-a", True),
        ("p2-1-a", "p2-1", True),
        ("p2-1-a", "A5", True),
        ("p2-10", "p2-11", False),
        ("review", "p2-1", True),
        ("review", "A5", True),
    ]


def test_where_every_ref_is_a_plain_word_every_wait_is_only_words():
    actions = plan_of("the leaflet", None).with_columns(ref=pl.Series(("review", "leaflet")))

    assert waiting_links(actions).select("on", "is_action").rows() == [("the leaflet", False)]


@pytest.mark.parametrize(
    ("waits", "words"),
    [
        (["the data"], "1 open action waits on 1 thing"),
        (["the data", "the data"], "2 open actions wait on 1 thing"),
        (
            ["the data", "A1", None, "the printer"],
            "3 open actions wait on 3 things, 2 of them on the data",
        ),
        (["a" * 70, "a" * 70, "b"], "3 open actions wait on 2 things, 2 of them on …"),
    ],
)
def test_the_headline_names_what_most_actions_wait_on(waits, words):
    assert waits_text(waiting_links(plan_of(*waits))) == words
