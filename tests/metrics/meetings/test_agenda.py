"""A meeting's agenda is made of exceptions; what is in order is on none."""

from datetime import date

from data_access.vocabulary import MeetingKind
from metrics.meetings.agenda import (
    ONCE,
    AgendaItem,
    agenda,
    agenda_items,
    agenda_text,
    late_answers,
)
from metrics.meetings.agenda_topics import BOARD, LATE_ANSWERS, PERFORMANCE, TOPIC_NOUNS
from tests.builders import day_state

DAY = date(2022, 2, 28)


def topics(found):
    return {topic.name: topic.items for topic in found if topic.items}


def test_in_good_order_there_is_nothing_on_the_agenda():
    done = {"action": "A1", "state": "complete", "effective_on": date(2021, 11, 1)}
    now = day_state(
        DAY,
        requirement=[{"deadline_kind": "none"}],
        inspection=[{"responded_on": date(2021, 9, 9), "date_basis": "stated"}],
        action=[{"first_due_on": date(2021, 12, 1)}],
        action_update=[done],
    )

    assert [topics(agenda(now, kind)) for kind in MeetingKind] == [{}, {}]


def test_managers_see_what_is_late_near_undated_still_waiting_and_escalated():
    late = {"ref": "A1", "title": "Late", "first_due_on": date(2022, 2, 26)}
    near = {"ref": "A2", "title": "Near", "first_due_on": date(2022, 3, 14)}
    undated = {"ref": "A3", "title": "Undated", "first_due_on": None, "owner_role": None}
    waits = {"action": "A2", "waiting_on": "the College", "effective_on": date(2022, 2, 20)}
    dated = {"action": "A1", "state": "under way", "effective_on": date(2022, 2, 21)}
    now = day_state(
        DAY,
        action=[late, near, undated],
        action_update=[dated, waits],
        escalation=[
            {"subject": "A1", "rung": 2, "side": "cps", "reason": "No answer"},
            {"subject": "A1", "outcome": "changed", "resolved_on": date(2022, 1, 4)},
        ],
    )
    whose = "(Devon and Cornwall Police, Detective inspector)"

    assert topics(agenda(now, MeetingKind.PERFORMANCE)) == {
        "Overdue": [
            f"A1, Late {whose}, 2 days late; escalated to level 2 on 1 December 2021, open, no day "
            "for an answer"
        ],
        "Past the escalation point": [
            "A3, Undated (Devon and Cornwall Police, owner not stated), should have been "
            "escalated to level 1 on 31 October 2021; no date agreed, open for 150 days; no change "
            "for 150 days"
        ],
        "Due soon": [
            f"A2, Near {whose}, due 14 March 2022; no change for 150 days (the update of "
            "20 February 2022 changed nothing); waiting on the College"
        ],
    }


def test_an_action_late_for_an_answer_leads_and_says_so_once_with_the_day():
    late = {"subject": "A1", "side": "police", "respond_by_on": date(2022, 2, 14)}
    now = day_state(
        DAY,
        action=[{"title": "Late"}, {"title": "Asked about"}, {"title": "Quiet"}],
        escalation=[late, {"subject": "A3", "respond_by_on": DAY}],
        ask=[{"action": "A2", "due_on": date(2022, 2, 27)}, {"what": "Apart", "due_on": DAY}],
    )

    items = agenda_items(now, MeetingKind.BOARD)
    assert [(each.key, each.topic) for each in items] == [
        ("action A1", LATE_ANSWERS),
        ("action A2", LATE_ANSWERS),
        ("action A3", "No date agreed"),
        ("question 2", "Asked earlier and not answered"),
    ]
    assert "answer due 14 February 2022, 14 days late; no date agreed" in items[0].text
    assert [line.partition(":")[0] for line in late_answers(now)] == [
        "Escalation X1 about A1, level 1, raised by the police on 1 December 2021, answer due "
        "14 February 2022, 14 days late",
        "Asked of Devon and Cornwall Police",
    ]


def test_a_board_sees_dates_parts_and_claims():
    claim = {"figure_owed": True, "title": "Measurable uplift", "kind": "statement"}
    now = day_state(
        DAY,
        inspection=[
            {},
            {
                "ref": "I2",
                "short_title": "Phase two",
                "published_on": date(2022, 1, 10),
                "response_due_computed_on": date(2022, 3, 6),
                "responded_on": None,
                "date_basis": None,
            },
        ],
        requirement=[{"deadline_kind": "immediate", "for_cps": True}],
        position=[{"state": "complete"}, {"voice": "cps", "state": "under way"}],
        evidence=[claim],
    )

    assert topics(agenda(now, MeetingKind.BOARD)) == {
        "Statutory dates past or near": ["Phase two: 6 days left"],
        "Immediate action asked for": [
            "1, Record characteristics: asked for at once, 16 July 2021; not reported "
            "complete here; force: "
            "complete; CPS: under way"
        ],
        "Claims without figures": ["1: Measurable uplift, not yet requested"],
    }


def test_what_the_agendas_list_is_counted_in_their_order_each_topic_once():
    now = day_state(
        DAY,
        requirement=[{"deadline_kind": "immediate"}],
        action=[{}, {}, {"first_due_on": date(2022, 2, 26)}],
    )

    assert agenda_text(now, "Listed below", *MeetingKind) == [
        "Listed below: **1** part that asks for immediate action, **1** action overdue "
        "and **2** actions past the escalation point.",
        ONCE,
    ]
    assert agenda_text(now, "It had before it", MeetingKind.PERFORMANCE) == [
        "It had before it: **1** action overdue and **2** actions past the escalation point.",
        ONCE,
    ]
    nothing = day_state(DAY, requirement=[], inspection=[], recommendation=[])
    assert agenda_text(nothing, "Listed below", *MeetingKind) == []
    assert set(TOPIC_NOUNS) == {*BOARD, *PERFORMANCE}


def test_each_thing_is_one_item_that_says_all_that_is_exceptional_of_it():
    late = {"ref": "A1", "title": "Late", "first_due_on": date(2022, 2, 26)}
    now = day_state(
        DAY,
        action=[late],
        action_update=[
            {"action": "A1", "waiting_on": "the College", "effective_on": date(2021, 12, 1)}
        ],
        time_limit=[{}, {"code": "stale", "days": 60}, {"code": "action_grace_1", "days": 0}],
        meeting=[{}],
        decision=[{"text": "Ask for the figures", "due_on": date(2022, 2, 14)}],
        ask=[{}],
    )

    assert agenda_items(now, MeetingKind.PERFORMANCE) == [
        AgendaItem(
            "decision 1",
            "Decided earlier and not done",
            "Ask for the figures (OPCC policy officer, decided 26 January 2022, due 14 February "
            "2022), 14 days late",
        ),
        AgendaItem(
            "action A1",
            "Overdue",
            "A1, Late (Devon and Cornwall Police, Detective inspector), 2 days late; should "
            "have been escalated to level 1 on 27 February 2022; no change for 150 days (the "
            "update of 1 December 2021 changed nothing); waiting on the College",
        ),
        AgendaItem(
            "question 1",
            "Asked earlier and not answered",
            "Devon and Cornwall Police: How many? (asked 26 January 2022, no date agreed)",
        ),
    ]


def test_two_things_of_one_part_or_inspection_are_one_item_of_a_board():
    now = day_state(
        DAY,
        requirement=[{"deadline_kind": "immediate", "for_cps": True}],
        position=[{"state": "under way"}, {"voice": "cps", "state": "not started"}],
    )

    assert [each[:3] for each in agenda_items(now, MeetingKind.BOARD)] == [
        (
            "part P1",
            "Immediate action asked for",
            "1, Record characteristics: asked for at once, 16 July 2021; not reported "
            "complete here; force: "
            "under way; CPS: not started",
        )
    ]
