import pytest

from metrics.day_state import day_state_on
from metrics.meetings import meeting_summary
from metrics.meetings.meeting_summary import ENTERED_SINCE, Topic
from metrics.recommendations import statutory_dates
from metrics.status_rules import known_at_meeting
from tests.builders import AS_AT, day_of, day_state, usual_tables
from tests.sentences import NO_STATUTORY_DATE

BOARD = day_of("2022-01-26")
MEETING = {"held_on": BOARD}
UNANSWERED = {"responded_on": None, "date_basis": None}


def since(day=BOARD, **rows):
    store = usual_tables(**{"meeting": [MEETING]} | rows)
    previous = day_state_on(day, known_at_meeting(store, day))
    return meeting_summary.since_meeting(
        previous, day_state_on(day, store), day_state_on(AS_AT, store)
    )


def test_a_day_whose_meeting_was_moved_since_is_still_named():
    meeting = {"held_on": day_of("2022-01-25"), "kind": "accountability board"}

    assert since(meeting=[meeting]).meeting == "meeting that was recorded for 26 January 2022"


def topic(name, **rows):
    return next(each.items for each in since(**rows).topics if each.name == name)


# The sentence


def test_the_sentence_says_what_changed_since_the_board():
    found = since(
        position=[
            {"state": "complete", "effective_on": "2022-01-20"},
            {"state": "complete", "effective_on": "2022-02-10", "requirement": "P2"},
        ],
        requirement=[{"part": "a"}, {"part": "b"}],
        action=[
            {"first_due_on": "2022-02-14"},
            {"first_due_on": "2022-02-27"},
            {"first_due_on": "2022-01-25"},
            {"first_due_on": "2022-02-28"},
            {"first_due_on": "2022-02-16"},
        ],
        action_update=[
            {"action": "A5", "effective_on": "2022-02-17", "new_due_on": "2022-05-31"},
            {"action": "A4", "effective_on": "2022-02-17", "new_due_on": "2022-05-31"},
        ],
    )

    assert found.sentence == (
        "Since the board of 26 January 2022: **1 part** newly reported complete, "
        "**2 actions** newly overdue, **1 deadline** moved after the date had passed."
    )
    assert found.counts_text.startswith("Since the board of 26 January 2022: newly reported ")
    assert "newly overdue, 2; " in found.counts_text


def test_nothing_changed_is_said_as_nothing():
    assert since().sentence == (
        "Since the board of 26 January 2022: **0 parts** newly reported complete, "
        "**0 actions** newly overdue, **no deadlines** moved after the date had passed."
    )


def test_an_agenda_counts_only_the_kinds_of_change_that_there_were():
    found = since(action=[{"first_due_on": "2022-02-14"}])

    assert found.counts_text == "Since the board of 26 January 2022: newly overdue, 1."


# The topics


def test_a_part_newly_complete_is_named_by_its_label():
    items = topic(
        "Newly reported complete", position=[{"state": "complete", "effective_on": AS_AT}]
    )

    assert items == ["1, Record characteristics"]


def test_an_action_overdue_at_the_board_already_is_not_newly_overdue():
    actions = [
        {"title": "Old", "first_due_on": "2022-01-25"},
        {"title": "Due on the board's day", "first_due_on": "2022-01-26"},
    ]

    assert topic("Newly overdue", action=actions) == ["A2, Due on the board's day, 33 days late"]


def test_a_date_change_says_both_dates_whether_with_notice_and_why():
    change = {"new_due_on": "2022-05-31", "change_reason": "partner"}
    items = topic(
        "Dates changed",
        action=[{"title": "Review the policy", "first_due_on": "2022-02-14"}],
        action_update=[
            change | {"effective_on": "2022-02-14"},
            {"effective_on": "2022-02-17", "new_due_on": "2022-06-30"},
        ],
    )

    assert items == [
        "A1, Review the policy: was 14 February 2022, now 31 May 2022; with notice; "
        "reason: partner",
        "A1, Review the policy: was 31 May 2022, now 30 June 2022; with notice; reason not stated",
    ]


LATE = {"recorded_at": "2022-02-02T12:00"}


def test_a_change_agreed_before_the_board_and_recorded_after_it_is_not_new():
    late = LATE | {"effective_on": "2022-01-20", "new_due_on": "2022-03-31"}

    found = since(action=[{"first_due_on": "2022-01-14"}], action_update=[late])

    assert found.sentence.endswith(
        "**no deadlines** moved after the date had passed. "
        "Entered since, and not new: **1 date** changed by then."
    )
    assert found.topics[-1] == Topic(
        ENTERED_SINCE,
        [
            "A1, Review the policy: was 14 January 2022, now 31 March 2022; "
            "after the old date had passed; "
            "reason not stated (entered afterwards, 2 February 2022)"
        ],
    )


def test_what_was_so_by_the_meeting_and_was_entered_since_is_not_said_to_be_new():
    found = since(
        requirement=[{"part": "a", "label": "1a"}, {"part": "b", "label": "1b"}],
        position=[
            LATE | {"state": "complete", "effective_on": "2021-11-18"},
            LATE | {"state": "complete", "effective_on": "2022-01-27", "requirement": "P2"},
        ],
        action=[{"title": "Old"}, {"title": "Late by now"}, {"title": "Done long since"}],
        action_update=[
            LATE
            | {"action": ref, "effective_on": "2021-11-18", "new_due_on": day, "agreed_by": "Board"}
            for ref, day in (("A1", "2022-01-25"), ("A2", "2022-01-26"), ("A3", "2022-01-25"))
        ]
        + [LATE | {"action": "A3", "effective_on": "2021-12-16", "state": "complete"}],
    )

    assert found.sentence == (
        "Since the board of 26 January 2022: **1 part** newly reported complete, "
        "**1 action** newly overdue, **no deadlines** moved after the date had passed. "
        "Entered since, and not new: **1 part** reported complete by then, "
        "**1 action** complete by then, **1 action** overdue by then and **3 other entries** of "
        "earlier days."
    )
    assert [topic.items for topic in found.topics] == [
        ["1b, Record characteristics"],
        ["A2, Late by now, 33 days late"],
        [],
        [],
        [],
        [],
        [
            "1a, Record characteristics: reported complete by then",
            "A3, Done long since: complete by then",
            "A1, Old, 34 days late: past by then",
            *(
                f"{action}: first date agreed, {day} January 2022 (entered afterwards, 2 February "
                "2022)"
                for action, day in (
                    ("A1, Old", 25),
                    ("A2, Late by now", 26),
                    ("A3, Done long since", 25),
                )
            ),
        ],
    ]


def test_voices_that_moved_say_what_they_say_now_in_their_own_words():
    items = topic(
        "Changed positions",
        position=[
            {"voice": voice, "state": "complete", "effective_on": "2022-02-10"}
            for voice in ("cps", "addressee", "opcc", "inspectorate")
        ],
    )

    assert items == [
        "1: CPS now reported complete",
        "1: the body it is addressed to now reported complete",
        "1: OPCC now evidence seen",
        "1: inspectorate now closed",
    ]


def test_a_voice_that_took_back_complete_is_not_said_to_be_complete_now():
    items = topic(
        "Changed positions",
        position=[
            {"state": "complete", "effective_on": "2022-02-01"},
            {"state": "under way", "effective_on": "2022-02-17"},
        ],
    )

    assert items == [
        "1: force reported complete from 1 February 2022, no longer so",
        "1: force now under way",
    ]


NEW_EVIDENCE = [
    {"title": "An audit", "kind": "audit", "effective_on": "2022-02-10"},
    {"title": "A word", "kind": "statement", "effective_on": "2022-02-11"},
    LATE | {"title": "Minutes", "effective_on": "2022-01-20"},
    {"title": "Old minutes", "effective_on": "2022-01-20"},
]


def test_a_statement_among_the_new_evidence_is_called_one():
    items = topic("New evidence", evidence=NEW_EVIDENCE)

    assert items == ["An audit", "A word (a statement)"]
    assert topic(ENTERED_SINCE, evidence=NEW_EVIDENCE) == [
        "Minutes (entered afterwards, 2 February 2022)"
    ]


def test_open_decisions_say_how_late_they_are():
    items = topic(
        "Decisions not done",
        decision=[
            {"text": "Ask for the figures", "due_on": "2022-02-14"},
            {"text": "Due today", "due_on": AS_AT},
            {"text": "Done today", "due_on": "2022-02-14", "done_on": AS_AT},
        ],
    )

    assert items == ["Ask for the figures, 14 days late", "Due today"]


def test_a_topic_in_short_gives_the_first_item_and_the_number_of_the_others():
    assert [
        Topic("Changes", items).in_short() for items in ([], ["one"], ["one", "two", "three"])
    ] == ["None.", "one.", "one; 2 more."]


def test_in_short_an_item_ends_with_a_whole_clause_where_one_has_room():
    long = f"{'word ' * 20}end"

    assert Topic("Changes", [f"{long}; after the old date had passed"]).in_short() == f"{long}."
    assert (
        Topic("Changes", [f"{long}; one; and {long}", "other"]).in_short()
        == f"{long}; one; 1 more."
    )


# Statutory dates


def awaited(due_on, title="Rape inspection, phase two"):
    return UNANSWERED | {
        "short_title": title,
        "published_on": "2022-02-25",
        "response_due_stated_on": None,
        "response_due_computed_on": due_on,
        "none_published_by": "2022-02-28",
    }


def test_an_answer_awaited_has_its_days_left_which_say_that_it_is_not_near():
    far = day_state(inspection=[awaited("2022-04-21")])

    assert statutory_dates.past_or_near(far) == NO_STATUTORY_DATE
    assert statutory_dates.statutory_dates(far) == [
        "Rape inspection, phase two: answer due 21 April 2022, **52 days left**."
    ]


def test_where_every_inspection_is_answered_no_date_is_past_or_near():
    assert statutory_dates.statutory_dates(day_state()) == [NO_STATUTORY_DATE]


@pytest.mark.parametrize(
    ("due_on", "first"),
    [
        ("2022-02-27", "**1 statutory date** is past."),
        ("2022-02-28", "**1 statutory date** is due today."),
        ("2022-03-01", "**1 statutory date** is near."),
        ("2022-03-14", "**1 statutory date** is near."),
        ("2022-03-15", NO_STATUTORY_DATE),
    ],
)
def test_a_statutory_date_is_near_for_as_long_as_it_is_due_soon(due_on, first):
    assert statutory_dates.past_or_near(day_state(inspection=[awaited(due_on)])) == first


def test_dates_past_come_before_dates_near():
    inspections = [
        awaited("2022-03-01", "Near"),
        awaited("2022-02-01", "Past"),
        awaited("2022-02-02", "Past too"),
    ]

    assert statutory_dates.statutory_dates(day_state(inspection=inspections)) == [
        "**2 statutory dates** are past and **1 statutory date** is near.",
        "Near: answer due 1 March 2022, **1 day left**.",
        "Past: answer due 1 February 2022, **27 days late**.",
        "Past too: answer due 2 February 2022, **26 days late**.",
    ]


def test_an_answer_that_is_not_held_is_asked_for_and_not_counted_as_past():
    not_held = UNANSWERED | {"response_due_computed_on": None}

    assert statutory_dates.statutory_dates(day_state(inspection=[not_held])) == [
        "No answer is known to be late, and none is due soon.",
        "The answer to **1 inspection** is not held here: Rape inspection. Record when it was "
        "published, or that none was.",
    ]
    two = [not_held | {"ref": f"R{number}", "short_title": f"No. {number}"} for number in (1, 2)]
    assert statutory_dates.statutory_dates(day_state(inspection=two))[1] == (
        "The answers to **2 inspections** are not held here: No. 1 and No. 2. For each, record "
        "when it was published, or that none was."
    )
