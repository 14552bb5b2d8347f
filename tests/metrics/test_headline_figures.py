from datetime import timedelta

from metrics import headline_figures
from metrics.plan.action_lists import overdue_actions, past_stated_time, undated_actions
from tests.builders import AS_AT, day_of, day_state
from tests.metrics.figures_shown import PLAN, numbers_of, refs_of
from tests.sentences import NO_LIMIT_IN_FORCE

THEN = day_of("2022-01-26")
FOR_OTHERS = {"for_force": False, "for_cps": False, "addressee": "Home Office"}
CLAIM = {"figure_owed": True, "kind": "statement", "effective_on": "2021-09-10"}
PARTS = [{"part": "a"}, {"part": "b"}, FOR_OTHERS | {"part": "c"}]
LAST_BOARD = {"kind": "accountability board", "held_on": THEN.isoformat()}
UPDATES = [
    {"action": "A5", "effective_on": "2022-01-20", "state": "complete"},
    {"action": "A6", "effective_on": "2022-02-17", "new_due_on": "2022-03-15"},
]


def test_the_figures_of_parts_are_out_of_the_local_ones_and_say_what_they_were():
    rows = {
        "meeting": [LAST_BOARD],
        "requirement": PARTS,
        "position": [
            {"state": "complete", "effective_on": "2022-01-20"},
            {"state": "complete", "effective_on": "2022-02-10", "requirement": "P2"},
            {"state": "complete", "effective_on": "2022-02-10", "voice": "opcc"},
            {"voice": "addressee", "state": "complete", "requirement": "P3"},
            {"voice": "opcc", "state": "complete", "requirement": "P3"},
        ],
    }

    figures = headline_figures.part_figures(day_state(**rows), day_state(THEN, **rows))

    assert numbers_of(figures) == {
        "parts_reported_complete": (2, 2, "1 last time", ""),
        "parts_evidence_seen": (1, 2, "0 last time", ""),
        "parts_closed": (0, 2, "0 last time", ""),
    }
    assert refs_of(figures) == {
        "parts_reported_complete": ["P1", "P2"],
        "parts_evidence_seen": ["P1"],
        "parts_closed": [],
    }


def test_the_figures_of_actions_count_the_overdue_the_undated_and_the_figures_owed():
    rows = {
        "meeting": [LAST_BOARD],
        "action": PLAN,
        "action_update": UPDATES,
        "evidence": [CLAIM, CLAIM, {"supplies": "E1", "effective_on": "2022-02-10"}],
    }

    figures = headline_figures.action_figures(day_state(**rows), day_state(THEN, **rows))

    assert numbers_of(figures) == {
        "actions_overdue": (2, 4, "0 last time", "3 overdue against the original date"),
        "actions_no_date": (1, 5, "1 last time", "oldest 150 days"),
        "figures_owed": (1, 2, "2 last time", "not yet requested"),
    }
    assert refs_of(figures) == {
        "actions_overdue": ["A1", "A2"],
        "actions_no_date": ["A4"],
        "figures_owed": ["E2"],
    }


def test_the_longest_overdue_and_the_oldest_without_a_date_come_first():
    found = day_state(
        action=[
            {"first_due_on": "2022-02-27"},
            {"first_due_on": "2022-02-14"},
            {"opened_on": "2021-11-01", "requirement": None},
            {"opened_on": "2021-11-01"},
            {"opened_on": "2021-10-01"},
        ]
    )

    assert overdue_actions(found)["ref"].to_list() == ["A2", "A1"]
    assert undated_actions(found)["ref"].to_list() == ["A5", "A4", "A3"]


def test_the_number_of_each_figure_is_the_length_of_its_list():
    now = day_state(action=PLAN, action_update=UPDATES, evidence=[CLAIM], requirement=PARTS)
    figures = [
        *headline_figures.part_figures(now, None),
        *headline_figures.action_figures(now, None),
        *headline_figures.plan_figures(now),
        *headline_figures.history_figures(now),
    ]

    assert [figure.value for figure in figures] == [figure.rows.height for figure in figures]


def test_only_the_last_board_is_last_time_and_before_any_meeting_there_is_none():
    now = day_state(action=[{}])

    assert [figure.last_time for figure in headline_figures.part_figures(now, None)] == [""] * 3
    assert [figure.last_time for figure in headline_figures.action_figures(now, now)] == [
        "0 on 28 February 2022",
        "1 on 28 February 2022",
        "0 on 28 February 2022",
    ]


def test_the_plan_counts_what_falls_due_from_the_day_itself_to_the_fourteenth_after():
    actions = [{"first_due_on": AS_AT + timedelta(days)} for days in (15, 14, 0, -1)]

    figures = headline_figures.plan_figures(day_state(action=actions))

    assert numbers_of(figures)["actions_due_soon"] == (2, 4, "", "next 28 February 2022")
    assert refs_of(figures)["actions_due_soon"] == ["A3", "A2"]


def test_the_plan_looks_ahead_as_far_as_its_limit_those_due_soon_included():
    actions = [{"first_due_on": AS_AT + timedelta(days)} for days in (31, 30, 14, -1)]

    figures = headline_figures.plan_figures(day_state(action=actions))

    assert numbers_of(figures)["actions_due_ahead"] == (2, 4, "", "next 14 March 2022")
    assert refs_of(figures)["actions_due_ahead"] == ["A3", "A2"]


def test_without_a_limit_nothing_is_due_soon_and_nothing_is_looked_ahead_to():
    found = day_state(action=[{"first_due_on": AS_AT}], time_limit=[])

    assert numbers_of(headline_figures.plan_figures(found)) == {
        "actions_overdue": (0, 1, "", ""),
        "actions_due_soon": (0, 1, "", ""),
        "actions_due_ahead": (0, 1, "", ""),
    }
    assert [figure.measure.title for figure in headline_figures.plan_figures(found)] == [
        "overdue",
        NO_LIMIT_IN_FORCE,
        "due later on: no limit in force",
    ]


def test_where_no_action_has_a_date_no_number_says_how_many_kept_theirs():
    (_, _, none), (_, _, one) = (
        headline_figures.history_figures(day_state(action=[action]))
        for action in ({}, {"first_due_on": "2022-02-14"})
    )

    assert (none.shown, none.beside) == ("–", "no action has a date yet")
    assert (one.shown, one.beside) == ("1", "of 1 dated; 0 moved later")


def test_a_time_in_words_that_has_passed_is_counted_and_is_not_overdue():
    timed = {"origin": "response", "time_stated": "in the winter"}
    found = day_state(
        action=[
            timed | {"latest_on": day}
            for day in ("2022-02-27", "2022-02-28", "2022-01-31", "2022-01-31", "2022-01-31")
        ],
        action_update=[
            {"action": "A4", "state": "complete"},
            {"action": "A5", "new_due_on": "2022-12-31"},
        ],
    )

    assert past_stated_time(found)["ref"].to_list() == ["A3", "A1"]
    assert overdue_actions(found).is_empty()
    assert headline_figures.plan_text(found) == (
        "Of **1 dated open action**, **0** overdue. **0** have no date agreed; **3** have a time "
        "stated in words, which has passed for **2**."
    )
