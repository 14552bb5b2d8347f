from datetime import timedelta

import pytest
from hypothesis import given, settings

from metrics import recommendations
from metrics.deadlines import with_progress, with_time_state
from tests import made_up, oracles
from tests.builders import AS_AT, day_of, frame, standing

SAID = made_up.stores_with("requirement", "position", "judgement", "evidence")
ALL = made_up.stores_with(
    "recommendation", "requirement", "position", "judgement", "evidence", "action", "action_update"
)
CLAIMS = made_up.stores_with("evidence", "action", "ask")
JOINT = {"for_force": True, "for_cps": True}
FOR_OTHERS = {"for_force": False, "for_cps": False, "addressee": "Home Office"}
CLAIM = {"figure_owed": True, "kind": "statement", "effective_on": "2021-09-10"}


def parts_of(rows):
    return recommendations.with_voices(
        frame("requirement", *rows["requirement"]),
        frame("position", *rows["position"]),
        frame("judgement", *rows["judgement"]),
        frame("evidence", *rows["evidence"]),
        AS_AT,
    )


def one_part(*positions, judgements=(), evidence=(), **part):
    """The one part, with what was said of it."""
    rows = {
        "requirement": [part],
        "position": positions,
        "judgement": judgements,
        "evidence": evidence,
    }
    return parts_of(rows).row(0, named=True)


def said(voice, state, on="2021-10-01", **details):
    return {"voice": voice, "state": state, "effective_on": on, **details}


def summary(**rows):
    return standing(**rows).recommendations.row(0, named=True)


# Against the slow way


@settings(max_examples=100)
@given(SAID)
def test_what_each_voice_says_is_what_a_slow_reading_gives(rows):
    slow = oracles.with_voices(
        frame("requirement", *rows["requirement"]).to_dicts(),
        frame("position", *rows["position"]).to_dicts(),
        frame("judgement", *rows["judgement"]).to_dicts(),
        frame("evidence", *rows["evidence"]).to_dicts(),
        AS_AT,
    )

    assert [without_immediate(row) for row in parts_of(rows).to_dicts()] == slow
    assert recommendations.differences(parts_of(rows)).to_dicts() == oracles.differences(slow)
    assert parts_of(rows)["immediate"].to_list() == [
        oracles.is_still_immediate(part) for part in slow
    ]


def without_immediate(row):
    return {column: value for column, value in row.items() if column != "immediate"}


@settings(max_examples=100)
@given(ALL)
def test_the_summary_of_each_recommendation_is_what_a_slow_reading_gives(rows):
    parts = parts_of(rows)
    actions = with_time_state(
        with_progress(
            *(frame(name, *rows[name]) for name in ("action", "action_update", "evidence"))
        ),
        AS_AT,
        14,
        30,
    )
    given_rows = frame("recommendation", *rows["recommendation"])

    found = recommendations.summaries(given_rows, parts, actions).to_dicts()

    assert found == oracles.summaries(given_rows.to_dicts(), parts.to_dicts(), actions.to_dicts())


@settings(max_examples=100)
@given(CLAIMS)
def test_figures_owed_are_what_a_slow_reading_gives(rows):
    evidence, actions, asks = (frame(name, *rows[name]) for name in ("evidence", "action", "ask"))

    found = recommendations.figures_owed(evidence, actions, asks).to_dicts()

    assert found == oracles.figures_owed(evidence.to_dicts(), actions.to_dicts(), asks.to_dicts())


@settings(max_examples=50)
@given(SAID)
def test_the_order_in_which_rows_are_kept_changes_nothing(rows):
    parts, positions, judgements, evidence = (
        frame(name, *rows[name]) for name in ("requirement", "position", "judgement", "evidence")
    )

    as_kept = recommendations.with_voices(parts, positions, judgements, evidence, AS_AT)
    backwards = recommendations.with_voices(
        parts, positions.reverse(), judgements.reverse(), evidence.reverse(), AS_AT
    )

    assert as_kept.to_dicts() == backwards.to_dicts()


# Nothing


def test_no_parts_have_no_voices_no_differences_and_no_silences():
    nothing = parts_of({"requirement": [], "position": [], "judgement": [], "evidence": []})

    assert nothing.to_dicts() == []
    assert recommendations.differences(nothing).to_dicts() == []
    assert recommendations.silent_parts(nothing).to_dicts() == []
    assert recommendations.others_in_words(nothing) == ""
    assert recommendations.part_counts_in_words(nothing) == (
        "Of **0 parts** for the force or CPS South West: **0** reported complete, evidence seen by "
        "the OPCC for **0**, **0** closed by the inspectorate."
    )


def test_a_recommendation_without_parts_or_actions_is_still_a_row():
    row = summary(requirement=[])

    assert [row[column] for column in ("ref", "parts", "performance", "next_due_on")] == [
        "R1",
        None,
        None,
        None,
    ]


def test_nothing_claimed_means_no_figure_is_owed():
    owed = recommendations.figures_owed(
        frame("evidence", {}), frame("action", {}), frame("ask", {})
    )

    assert owed.to_dicts() == []


# Reported complete


@pytest.mark.parametrize(
    ("force", "cps", "is_complete"),
    [
        ("complete", "complete", True),
        ("complete", "under way", False),
        ("complete", None, False),
        (None, "complete", False),
        (None, None, False),
    ],
)
def test_a_joint_part_is_complete_only_when_both_say_so(force, cps, is_complete):
    positions = [said(voice, state) for voice, state in (("force", force), ("cps", cps)) if state]

    assert one_part(*positions, **JOINT)["reported_complete"] is is_complete


def test_what_the_cps_says_of_a_part_that_is_the_forces_alone_does_not_complete_it():
    assert one_part(said("cps", "complete"))["reported_complete"] is False


def test_a_voice_may_take_back_complete():
    taken_back = one_part(
        said("force", "complete", "2021-10-14"), said("force", "under way", "2021-11-18")
    )

    assert (taken_back["force_state"], taken_back["reported_complete"]) == ("under way", False)


def test_of_two_positions_of_one_day_the_one_recorded_last_holds():
    part = one_part(said("force", "complete", id=9), said("force", "under way", id=8))

    assert part["force_state"] == "complete"


def test_a_position_recorded_late_does_not_overrule_a_newer_one():
    part = one_part(
        said("force", "complete", "2021-11-18", id=1), said("force", "not started", id=2)
    )

    assert part["force_state"] == "complete"


def test_two_voices_and_two_pieces_of_evidence_still_make_one_row():
    part = one_part(
        said("force", "complete"),
        said("opcc", "complete"),
        judgements=[{}, {}],
        evidence=[{}, {}, {"kind": "audit"}],
    )

    assert (part["document"], part["audit"], part["data"]) == (2, 1, 0)
    assert recommendations.seen_in_words(part) == "2 documents, 1 audit"


def test_parts_for_other_bodies_are_not_counted_among_the_local_ones():
    part = one_part(
        said("force", "complete"), said("opcc", "complete"), said("inspectorate", "complete"),
        **FOR_OTHERS,
    )  # fmt: skip

    columns = ("is_local", "reported_complete", "evidence_seen", "closed")
    assert [part[column] for column in columns] == [False, False, False, False]


# Evidence


def test_a_statement_is_not_evidence_seen():
    part = one_part(evidence=[{"kind": "statement"}])

    assert recommendations.seen_in_words(part) == "none seen"


@pytest.mark.parametrize(("days_left", "seen"), [(1, 1), (0, 1), (-1, 0)])
def test_evidence_holds_until_the_end_of_its_last_day(days_left, seen):
    part = one_part(evidence=[{"expires_on": AS_AT + timedelta(days_left)}])

    assert part["document"] == seen


def test_evidence_of_an_action_alone_counts_for_the_part_of_the_action():
    parts = standing(action=[{}], evidence=[{"requirement": None, "action": "A1"}]).parts

    assert parts["document"].to_list() == [1]


def test_evidence_with_a_part_of_its_own_does_not_count_for_the_part_of_its_action_too():
    parts = standing(
        requirement=[{}, {"part": "b"}],
        action=[{"requirement": "P2"}],
        evidence=[{"requirement": "P1", "action": "A1"}],
    ).parts

    assert parts["document"].to_list() == [1, 0]


# Differences and silences


def test_differences_come_kind_after_kind_and_each_kind_in_the_order_of_the_parts():
    parts = parts_of(
        {
            "requirement": [{"label": "4a", **JOINT}, {"label": "7a"}, {"label": "5c", **JOINT}],
            "position": [
                said("inspectorate", "complete", requirement="P1"),
                said("opcc", "complete", requirement="P1"),
                said("force", "complete", requirement="P1"),
                said("force", "complete", requirement="P2"),
                said("cps", "complete", requirement="P3"),
                said("force", "under way", requirement="P3"),
            ],
            "judgement": [],
            "evidence": [],
        }
    )

    assert recommendations.differences(parts).select("label", "difference").rows() == [
        ("4a", "force: complete; CPS: nothing recorded"),
        ("5c", "force: under way; CPS: complete"),
        ("7a", "reported complete, evidence not yet seen"),
        ("4a", "evidence seen, not reported complete"),
        ("4a", "closed by the inspectorate, not reported complete"),
    ]


def test_parts_not_mentioned_come_before_those_partly_answered_and_local_ones_first():
    parts = parts_of(
        {
            "requirement": [
                {"label": "3b", "answered": "partly", **FOR_OTHERS},
                {"label": "1", "answered": "partly"},
                {"label": "5", "answered": "answered"},
                {"label": "12a", "answered": "not mentioned", **FOR_OTHERS},
                {"label": "5c", "answered": "not mentioned"},
                {"label": "20", "answered": None},
            ],
            "position": [],
            "judgement": [],
            "evidence": [],
        }
    )

    assert recommendations.silent_parts(parts)["label"].to_list() == ["5c", "12a", "1", "3b"]


# Figures owed


def owed_after(*evidence, asks=(), actions=()):
    return recommendations.figures_owed(
        frame("evidence", *evidence), frame("action", *actions), frame("ask", *asks)
    )


def test_a_claim_is_no_longer_owed_once_its_figure_is_supplied():
    assert owed_after(CLAIM, {"supplies": "E1"})["ref"].to_list() == []


def test_a_figure_supplied_after_the_day_is_still_owed_on_the_day():
    supplied = {"supplies": "E1", "effective_on": AS_AT + timedelta(1)}
    rows = {"evidence": [CLAIM, supplied]}

    owed = [standing(day, **rows).figures_owed.height for day in (AS_AT, AS_AT + timedelta(1))]

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

    assert standing(evidence=[CLAIM], ask=[ask]).figures_owed["ref"].to_list() == ["E1"]


# A row a recommendation


def test_the_state_of_a_recommendation_is_that_of_its_least_advanced_part():
    states = {"P1": "complete", "P2": "waiting on another body", "P3": "under way"}

    row = summary(
        requirement=[{"part": "a"}, {"part": "b"}, {"part": "c"}],
        position=[said("force", state, requirement=part) for part, state in states.items()],
    )

    assert (row["force_state"], row["parts"], row["parts_complete"]) == (
        "waiting on another body",
        3,
        1,
    )


def test_a_part_of_which_nothing_is_recorded_comes_before_every_state():
    row = summary(
        requirement=[{"part": "a"}, {"part": "b"}],
        position=[said("force", "not started", requirement="P1")],
    )

    assert row["force_state"] is None


def test_a_part_addressed_to_another_body_does_not_hide_a_part_under_way():
    states = {"P1": "addressed to another body", "P2": "under way"}

    row = summary(
        requirement=[{"part": "a"}, {"part": "b"}],
        position=[said("force", state, requirement=part) for part, state in states.items()],
    )

    assert row["force_state"] == "under way"


def test_the_board_sees_its_most_worrying_judgement_with_the_day_of_that_judgement():
    row = summary(
        requirement=[{"part": "a"}, {"part": "b"}],
        judgement=[
            {"requirement": "P1", "performance": "not assured", "effective_on": "2021-11-24"},
            {"requirement": "P2", "performance": "assured", "effective_on": "2022-01-26"},
        ],
    )

    assert (row["performance"], row["judged_on"]) == ("not assured", day_of("2021-11-24"))


def test_an_earlier_judgement_of_the_same_part_no_longer_counts():
    row = summary(
        judgement=[
            {"performance": "not assured", "effective_on": "2021-11-24"},
            {"performance": "assured", "effective_on": "2022-01-26"},
        ]
    )

    assert (row["performance"], row["judged_on"]) == ("assured", day_of("2022-01-26"))


@pytest.mark.parametrize(
    ("part", "positions", "is_open"),
    [
        ({}, [said("force", "under way")], True),
        ({}, [said("force", "complete")], False),
        (FOR_OTHERS, [], True),
        (FOR_OTHERS, [said("addressee", "complete")], False),
    ],
)
def test_a_part_asked_for_at_once_stays_open_until_whoever_is_asked_says_complete(
    part, positions, is_open
):
    row = summary(requirement=[{"deadline_kind": "immediate", **part}], position=positions)

    assert row["immediate"] is is_open


def test_only_open_actions_give_the_next_date_and_the_days_overdue():
    row = summary(
        action=[
            {"first_due_on": "2022-03-31"},
            {"first_due_on": "2022-02-14"},
            {"first_due_on": "2021-10-31"},
            {},
        ],
        action_update=[{"action": "A3", "state": "complete"}],
    )

    assert [row[column] for column in ("next_due_on", "days_overdue", "undated")] == [
        day_of("2022-02-14"),
        14,
        1,
    ]


def test_other_bodies_have_a_line_of_their_own():
    others = [
        FOR_OTHERS | {"label": label, "addressee": body}
        for label, body in (("3b", "Home Office"), ("8", "Government"), ("9", "CPS nationally"))
    ]
    parts = parts_of(
        {
            "requirement": [*others, {}],
            "position": [
                said("addressee", "complete", requirement="P1"),
                said("addressee", "under way", requirement="P2"),
            ],
            "judgement": [],
            "evidence": [],
        }
    )

    assert recommendations.others_in_words(parts) == (
        "3 parts for other bodies. Home Office on 3b: reported complete; "
        "Government on 8: under way; nothing recorded for 9."
    )
