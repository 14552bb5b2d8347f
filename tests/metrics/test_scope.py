import polars as pl
from hypothesis import given, settings

from metrics.day_state import day_state_on
from metrics.headline_figures import (
    action_figures,
    actions_heading,
    counted_elsewhere,
    part_figures,
)
from metrics.meetings.meeting_summary import since_meeting
from metrics.recommendations.measure_evidence import differences_of_day
from metrics.scope import NO_INSPECTION, led_by, of_inspection
from tests import made_up, oracles_briefing
from tests.builders import AS_AT, as_rows, day_of, day_state, tables
from tests.often import often

# One of several inspections

NARROWED = "finding recommendation requirement comment position judgement evidence action".split()
SHARED = ("inspection", "meeting", "decision", "ask", "time_limit", "organisation")


def in_turn(whole):
    """The day state of each inspection known, then of what is tied to none."""
    refs = [*whole.tables["inspection"]["ref"], NO_INSPECTION]
    return [of_inspection(whole, ref) for ref in refs]


def numbers(day_state):
    return {
        figure.measure.code: (set(figure.rows["ref"]), figure.out_of)
        for figure in (*part_figures(day_state, None), *action_figures(day_state, None))
    }


@often(200)
@given(made_up.STORES)
def test_every_row_is_of_one_inspection_or_of_none_and_shared_ones_stay_whole(rows):
    whole = day_state_on(AS_AT, tables(**rows))
    pieces = in_turn(whole)

    for name in NARROWED:
        found = [number for piece in pieces for number in piece.tables[name]["id"]]
        assert sorted(found) == sorted(whole.tables[name]["id"]), name
    for name in SHARED:
        assert [piece.tables[name].to_dicts() for piece in pieces] == (
            [whole.tables[name].to_dicts()] * len(pieces)
        )
    for shown in ("parts", "actions", "figures_owed", "recommendations"):
        found = [ref for piece in pieces for ref in getattr(piece, shown)["ref"]]
        assert sorted(found) == sorted(getattr(whole, shown)["ref"]), shown
    found = [ref for piece in pieces for ref in differences_of_day(piece)["ref"]]
    assert sorted(found) == sorted(differences_of_day(whole)["ref"])
    assert sum(piece.claims for piece in pieces) == whole.claims


@often(200)
@given(made_up.STORES)
def test_the_figures_of_each_inspection_equal_a_slow_recount_and_add_up_to_the_whole(rows):
    store = tables(**rows)
    whole = day_state_on(AS_AT, store)
    pieces = in_turn(whole)
    refs = [*whole.tables["inspection"]["ref"], None]

    found = [numbers(piece) for piece in pieces]

    assert found == [oracles_briefing.six_figures_of(as_rows(store), AS_AT, ref) for ref in refs]
    assert numbers(whole) == {
        code: (
            set().union(*(figures[code][0] for figures in found)),
            sum(figures[code][1] for figures in found),
        )
        for code in found[0]
    }


def test_a_claim_about_an_action_is_of_its_inspection_before_the_action_was_opened():
    claim = {"action": "A1", "requirement": None, "kind": "statement", "figure_owed": True}
    whole = day_state(
        inspection=[{}],
        recommendation=[{}],
        requirement=[{}],
        action=[{"requirement": "P1", "opened_on": "2022-03-01"}],
        evidence=[claim, claim | {"kind": "document", "figure_owed": False}],
    )

    owed, seen = (
        [getattr(piece.facts, name)["requirement"].to_list() for piece in in_turn(whole)]
        for name in ("figures_owed", "newest_seen")
    )
    assert (owed, seen) == ([["P1"], []], [["P1"], []])
    assert whole.parts["document"].to_list() == [1]


PHASE_TWO = {"short_title": "Rape inspection, phase two", "published_on": "2022-02-10"}
TWO = {
    "inspection": [{"short_title": "Rape inspection, phase one"}, PHASE_TWO],
    "recommendation": [{}, {"inspection": "I2", "short_title": "Keep victims told"}],
    "requirement": [{}, {"recommendation": "R2", "short_title": "Keep victims told"}],
    "meeting": [{"held_on": "2022-01-26"}],
    "organisation": [{"name": "The force"}],
}


def test_the_label_of_a_part_names_its_inspection_only_beside_those_of_others():
    whole = day_state(**TWO)

    assert whole.parts["label"].to_list() == ["1, phase one", "1, phase two"]
    assert [piece.parts["label"].to_list() for piece in in_turn(whole)] == [["1"], ["1"], []]
    assert day_state(AS_AT.replace(month=1), **TWO).parts["label"].to_list() == ["1"]


def test_an_inspection_that_asks_for_nothing_yet_is_none_of_several():
    whole = day_state(inspection=[{"short_title": "Rape inspection, phase one"}, PHASE_TWO])

    assert whole.titles == {"I1": "Rape inspection, phase one"}
    assert whole.parts["label"].to_list() == ["1"]
    assert list(day_state(**TWO).titles.items()) == [
        ("I2", "Rape inspection, phase two"),
        ("I1", "Rape inspection, phase one"),
    ]


def test_what_changed_is_of_the_inspection_and_every_decision():
    rows = TWO | {
        "position": [{"state": "complete", "effective_on": "2022-02-17", "requirement": "P2"}],
        "action": [
            {"requirement": "P1", "title": "First", "first_due_on": "2022-02-14"},
            {"requirement": "P2", "title": "Second", "first_due_on": "2022-02-14"},
        ],
        "evidence": [{"requirement": "P2", "title": "An audit", "effective_on": "2022-02-17"}],
        "decision": [{"text": "Ask again"}],
    }
    now, then = day_state(**rows), day_state(day_of("2022-01-26"), **rows)

    found = [
        [topic.items for topic in since_meeting(before, before, after).topics]
        for before, after in (
            (of_inspection(then, ref), of_inspection(now, ref)) for ref in ("I1", "I2")
        )
    ]

    assert found == [
        [[], ["A1, First, 14 days late"], [], [], [], ["Ask again"]],
        [
            ["1, Keep victims told"],
            ["A2, Second, 14 days late"],
            [],
            [],
            ["An audit"],
            ["Ask again"],
        ],
    ]


def test_of_an_inspection_published_since_the_board_there_was_no_last_time():
    now, then = day_state(**TWO), day_state(day_of("2022-01-26"), **TWO)

    figures = part_figures(of_inspection(now, "I2"), of_inspection(then, "I2"))

    assert [(figure.last_time, figure.note) for figure in figures] == [("", "published since")] * 3


def test_what_the_figures_of_one_inspection_leave_out_is_said():
    actions = [
        {"requirement": part, "first_due_on": due_on}
        for part, due_on in (("P1", "2022-02-14"), ("P1", None), ("P2", None), (None, None))
    ]
    whole = day_state(**TWO, action=actions)

    assert actions_heading(of_inspection(whole, "I2"), whole) == (
        "Of 1 open action, 0 with a date; 3 others on the joint plan, 1 overdue"
    )
    assert counted_elsewhere(whole, "I2") == [
        "2 actions of Rape inspection, phase one, 1 overdue and 1 with no date agreed",
        "1 action tied to no inspection, 0 overdue and 1 with no date agreed",
    ]


# One organisation


@settings(max_examples=50)
@given(made_up.STORES)
def test_every_action_and_what_was_said_of_it_is_led_by_one_organisation(rows):
    whole = day_state_on(AS_AT, tables(**rows))
    pieces = [led_by(whole, ref) for ref in whole.actions["lead_organisation"].unique()]

    of_actions = whole.actions["ref"].to_list()
    assert sorted(ref for piece in pieces for ref in piece.actions["ref"]) == sorted(of_actions)
    for name, subject in (("action_update", "action"), ("escalation", "subject")):
        found = sorted(number for piece in pieces for number in piece.tables[name]["id"])
        known = whole.tables[name].filter(pl.col(subject).is_in(of_actions))
        assert found == sorted(known["id"]), name
    assert all(piece.parts is whole.parts for piece in pieces)
