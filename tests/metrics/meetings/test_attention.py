import pytest

from metrics.meetings.attention import AttentionItem, labelled, needs_attention
from metrics.recommendations.part_dates import PROGRESS_NOT_RECORDED
from tests.builders import AS_AT, day_state
from tests.sentences import COMPLETE_UNSEEN

UNANSWERED = {
    "short_title": "Phase two",
    "published_on": "2022-01-10",
    "responded_on": None,
    "date_basis": None,
    "response_due_stated_on": None,
}
FORCE = {"ref": "force", "name": "Devon and Cornwall Police"}
ACTION = {"lead_organisation": "force", "requirement": None}
CLAIM = {
    "title": "Measurable uplift",
    "figure_owed": True,
    "kind": "statement",
    "quote": "a measurable uplift",
    "effective_on": "2021-09-10",
}
EVERY_KIND = {
    "organisation": [FORCE],
    "inspection": [{}, UNANSWERED | {"response_due_computed_on": "2022-03-06"}],
    "requirement": [
        {"label": "1", "deadline_kind": "immediate", "answered": "partly", "silent_on": "when"},
        {"label": "5c", "for_cps": True, "short_title": "Meet first", "addressee": "Force and CPS"},
    ],
    "position": [
        {"voice": "cps", "state": "complete", "requirement": "P2"},
        {"state": "under way", "requirement": "P2"},
    ],
    "action": [
        ACTION
        | {"title": "review the policy", "first_due_on": "2022-02-14", "quote": "is under way"},
        ACTION | {"title": "Report take-up", "opened_on": "2021-09-10", "owner_role": None},
    ],
    "evidence": [CLAIM],
}


def titles(at_most=5, **rows):
    return [item.title for item in needs_attention(day_state(**rows), at_most)]


def times(**rows):
    return [item.time for item in needs_attention(day_state(**rows))]


def test_each_kind_comes_in_its_turn_with_whose_it_is_and_since_when():
    assert needs_attention(day_state(**EVERY_KIND), at_most=6) == [
        AttentionItem("Phase two, answer to be published", "OPCC", "6 days left", None, None),
        AttentionItem(
            "Review the policy",
            "Devon and Cornwall Police, Detective inspector",
            "14 days late",
            "is under way",
            None,
        ),
        AttentionItem(
            "1, Record characteristics",
            "Devon and Cornwall Police",
            "immediate action asked for on 16 July 2021; nothing recorded here since; the response "
            "does not address all of it",
            None,
            "P1",
        ),
        AttentionItem(
            "1, Measurable uplift",
            "Devon and Cornwall Police",
            "figure claimed, not yet requested",
            "a measurable uplift",
            "P1",
        ),
        AttentionItem(
            "5c, Meet first", "Force and CPS", "force: under way; CPS: complete", None, "P2"
        ),
        AttentionItem(
            "Report take-up",
            "Devon and Cornwall Police, owner not stated",
            "no date agreed, open for 171 days",
            None,
            None,
        ),
    ]


def test_at_most_five_are_shown():
    assert titles(**EVERY_KIND) == titles(6, **EVERY_KIND)[:5]
    assert len(titles(**EVERY_KIND)) == len(titles(6, **EVERY_KIND)) - 1


def test_nothing_needs_attention_in_an_empty_store():
    assert needs_attention(day_state(inspection=[], recommendation=[], requirement=[])) == []
    assert needs_attention(day_state()) == []


def test_the_worst_of_each_kind_comes_before_the_second_of_any():
    overdue = [
        ACTION | {"title": f"{days} days", "first_due_on": f"2022-02-{28 - days}"}
        for days in (1, 9, 5)
    ]
    undated = [ACTION | {"title": "Newer"}, ACTION | {"title": "Older", "opened_on": "2021-09-10"}]

    assert titles(action=[*overdue, *undated]) == ["9 days", "Older", "5 days", "Newer", "1 days"]


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        ("2022-02-26", ["2 days late"]),
        ("2022-02-28", ["due today"]),
        ("2022-03-14", ["14 days left"]),
        ("2022-03-15", []),
    ],
)
def test_an_answer_is_pressing_from_fourteen_days_before_its_date_and_after_it(due_on, expected):
    inspection = UNANSWERED | {
        "response_due_computed_on": due_on,
        "none_published_by": "2022-02-27",
    }

    assert times(inspection=[inspection]) == expected


def test_an_answer_that_is_not_held_is_asked_for_last_and_not_called_late():
    """An answer without a day that it is due has the day that the law counts."""
    undated = UNANSWERED | {"published_on": "2021-07-16"}
    overdue = ACTION | {"title": "Review", "first_due_on": "2022-02-14"}

    assert [item.title for item in needs_attention(day_state(inspection=[undated]))] == [
        "Phase two, answer"
    ]
    assert times(inspection=[undated], action=[overdue]) == [
        "14 days late",
        "not held here: when was it published?",
    ]


@pytest.mark.parametrize(
    ("due_on", "position", "expected"),
    [
        ("2022-02-27", None, "{} 27 February 2022, 1 day past; " + PROGRESS_NOT_RECORDED),
        ("2022-02-27", {}, "{} 27 February 2022, 1 day past"),
        ("2022-02-28", None, "{} 28 February 2022, today"),
        ("2022-03-14", None, "{} 14 March 2022, in 14 days"),
        ("2022-03-15", None, None),
        ("2022-02-27", {"state": "complete"}, None),
        ("2022-02-27", {"state": "not being taken forward"}, None),
        ("2022-02-27", {"state": "complete", "voice": "inspectorate"}, None),
        (
            "2022-02-27",
            {"state": "complete", "voice": "cps"},
            "{} 27 February 2022, 1 day past; " + PROGRESS_NOT_RECORDED,
        ),
    ],
)
def test_a_part_needs_attention_from_before_the_inspectorates_date_until_it_is_complete(
    due_on, position, expected
):
    found = times(
        requirement=[{"deadline_kind": "inspectorate", "due_on": due_on}],
        position=[] if position is None else [position],
    )

    whose = "inspectorate’s date"
    assert [text for text in found if whose in text] == (
        [expected.format(whose)] if expected else []
    )


def test_without_a_limit_only_an_answer_due_or_past_its_date_is_pressing():
    inspections = [
        UNANSWERED | {"response_due_computed_on": due_on}
        for due_on in ("2022-02-26", "2022-02-28", "2022-03-01")
    ]
    inspections[0]["none_published_by"] = "2022-02-27"

    assert times(inspection=inspections, time_limit=[]) == [
        "2 days late",
        "due today",
    ]


def test_the_answer_longest_past_its_date_comes_first():
    inspections = [
        UNANSWERED | {"short_title": title, "response_due_computed_on": due_on}
        for title, due_on in (("Soon", "2022-03-06"), ("Past", "2022-02-01"))
    ]
    inspections[1]["none_published_by"] = "2022-02-02"

    assert titles(inspection=inspections) == [
        "Past, answer to be published",
        "Soon, answer to be published",
    ]


def test_an_action_due_on_the_day_or_closed_needs_no_attention():
    actions = [ACTION | {"first_due_on": AS_AT}, ACTION | {"first_due_on": "2021-12-01"}]

    closed = {"action": "A2", "state": "not being taken forward"}
    assert titles(action=actions, action_update=[closed]) == []


def test_parts_asked_for_at_once_and_answered_in_full_come_last_of_their_kind():
    at_once = {"deadline_kind": "immediate", "addressee": "Devon and Cornwall Police"}
    requirements = [
        at_once | {"label": "1", "answered": "answered"},
        at_once | {"label": "4a", "answered": "partly"},
        at_once | {"label": "6", "answered": "not mentioned"},
    ]

    assert titles(requirement=requirements) == [
        "4a, Record characteristics",
        "6, Record characteristics",
        "1, Record characteristics",
    ]


def test_a_part_asked_for_at_once_of_another_body_is_done_when_that_body_says_so():
    part = {"deadline_kind": "immediate", "for_force": False, "addressee": "Home Office"}
    said = {"voice": "addressee", "state": "complete"}

    assert (titles(requirement=[part]), titles(requirement=[part], position=[said])) == (
        ["1, Record characteristics"],
        [],
    )


def test_a_figure_asked_for_comes_before_one_never_asked_for_the_longest_first():
    asks = [
        {"evidence": "E2", "asked_on": "2022-01-26"},
        {"evidence": "E3", "asked_on": "2021-10-27"},
    ]

    assert times(organisation=[FORCE], evidence=[CLAIM, CLAIM, CLAIM], ask=asks) == [
        "figure requested 27 October 2021, not supplied",
        "figure requested 26 January 2022, not supplied",
        "figure claimed, not yet requested",
    ]


def test_a_claim_of_a_voice_that_is_no_organisation_still_says_whose_it_is():
    found = needs_attention(day_state(evidence=[CLAIM | {"voice": "addressee"}]))

    assert [item.whose for item in found] == ["Addressee"]


def test_voices_that_contradict_each_other_come_before_evidence_not_yet_seen():
    parts = [
        {"part": "a", "label": "1a"},
        {"part": "b", "label": "1b", "for_cps": True, "addressee": "Force and CPS"},
    ]
    says = [
        {"state": "complete"},
        {"requirement": "P2", "state": "under way"},
        {"requirement": "P2", "voice": "cps", "state": "waiting on another body"},
    ]

    found = needs_attention(day_state(requirement=parts, position=says))

    assert [(item.whose, item.time) for item in found] == [
        ("Force and CPS", "force: under way; CPS: waiting on another body"),
        ("Devon and Cornwall Police", COMPLETE_UNSEEN),
    ]


def test_a_title_stands_behind_the_label_of_its_part_or_starts_with_a_capital():
    labels = {"P1": "6a"}

    assert [labelled(part, "policy review", labels) for part in ("P1", "P2", None)] == [
        "6a, policy review",
        "Policy review",
        "Policy review",
    ]
