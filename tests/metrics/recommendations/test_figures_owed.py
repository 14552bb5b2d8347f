from datetime import timedelta

from hypothesis import given

from metrics.recommendations.evidence_seen import figures_owed
from tests import made_up, oracles
from tests.builders import AS_AT, day_of, day_state, frame
from tests.often import often

CLAIMS = made_up.stores_with("evidence", "action", "ask")
CLAIM = {"figure_owed": True, "kind": "statement", "effective_on": "2021-09-10"}


def owed_after(*evidence, asks=(), actions=()):
    return figures_owed(
        frame("evidence", *evidence), frame("action", *actions), frame("ask", *asks)
    )


@often(100)
@given(CLAIMS)
def test_figures_owed_are_what_a_slow_reading_gives(rows):
    evidence, actions, asks = (frame(name, *rows[name]) for name in ("evidence", "action", "ask"))

    found = figures_owed(evidence, actions, asks).to_dicts()

    assert found == oracles.figures_owed(evidence.to_dicts(), actions.to_dicts(), asks.to_dicts())


def test_nothing_claimed_means_no_figure_is_owed():
    owed = figures_owed(frame("evidence", {}), frame("action", {}), frame("ask", {}))

    assert owed.to_dicts() == []


def test_a_claim_is_no_longer_owed_once_its_figure_is_supplied():
    assert owed_after(CLAIM, {"supplies": "E1"})["ref"].to_list() == []


def test_a_figure_supplied_after_the_day_is_still_owed_on_the_day():
    supplied = {"supplies": "E1", "effective_on": AS_AT + timedelta(1)}
    rows = {"evidence": [CLAIM, supplied]}

    owed = [day_state(day, **rows).figures_owed.height for day in (AS_AT, AS_AT + timedelta(1))]

    assert owed == [1, 0]


def test_an_action_may_owe_a_figure_and_is_supplied_by_its_ref():
    action = {"figure_owed": True}

    assert owed_after(actions=[action])["ref"].to_list() == ["A1"]
    assert owed_after({"supplies": "A1"}, actions=[action])["ref"].to_list() == []


def test_the_day_a_figure_was_asked_for_is_the_first_and_asking_twice_is_one_row():
    asks = [
        {"evidence": "E1", "asked_on": "2022-01-26"},
        {"evidence": "E1", "asked_on": "2021-10-27"},
    ]

    assert owed_after(CLAIM, asks=asks).select("ref", "asked_on").rows() == [
        ("E1", day_of("2021-10-27"))
    ]


def test_one_question_may_ask_for_the_figure_of_a_claim_and_of_an_action():
    asks = [{"evidence": "E1", "action": "A1", "asked_on": "2021-10-27"}]

    owed = owed_after(CLAIM, asks=asks, actions=[{"figure_owed": True}])

    assert owed.select("ref", "asked_on").rows() == [
        ("E1", day_of("2021-10-27")),
        ("A1", day_of("2021-10-27")),
    ]


def test_an_answer_in_words_does_not_supply_a_figure():
    ask = {"evidence": "E1", "asked_on": "2021-10-27", "answer": "Soon.", "answered_on": AS_AT}

    assert day_state(evidence=[CLAIM], ask=[ask]).figures_owed["ref"].to_list() == ["E1"]
