"""Each kind of entry can be recorded on the Update page, and only what was typed is added."""

from datetime import UTC, date, datetime, timedelta

import pytest

from data_access import schemas, writes
from data_access.store import open_store
from data_access.vocabulary import MeetingKind
from tests.pages.conftest import everything_said, with_folds_opened
from tests.pages.filters import choose_day
from tests.pages.opening import opened
from tests.pages.updating import (
    BY,
    DAY,
    again,
    box,
    errors,
    form_for,
    newest,
    pressed,
    rows,
    save,
    text,
    typed,
)
from tests.sentences import (
    ESCALATION_RESOLVED,
    FORMAL_OR_SETTLED,
    LOOKS_LIKE_TELEPHONE,
    NAME_OF_ENTRY,
    RUNG_NOT_USED,
    UPDATE_RECORDED,
)
from tests.shown_tables import tables_of

ACTION = "A2"


def said(page):
    return [words.value for words in page.success]


def escalation_of(action, route, side, reason):
    """The form of an escalation to the first level, filled in."""
    page = form_for("escalation")
    box(page, "About which action?").set_value(action).run()
    box(page, "To which level").set_value("1")
    box(page, FORMAL_OR_SETTLED).set_value(route)
    box(page, "Which side raised it").set_value(side)
    text(page, "Why").input(reason)
    return page


def test_a_new_action_is_added(own_store):
    page = form_for("action")
    text(page, "What is to be done").input("Publish the leaflet")
    box(page, "For which part").set_value("rape-1/2/a")
    box(page, "Who leads").set_value("force")
    text(page, "Who answers for it: a role, never a name").input("RaSSO lead")
    box(page, "Where it comes from").set_value("meeting")
    page = save(page)

    assert (errors(page), said(page)) == ([], ["The action is recorded."])
    columns = "title requirement lead_organisation owner_role origin opened_on first_due_on"
    assert newest(own_store, "action", *columns.split()) == {
        "title": "Publish the leaflet",
        "requirement": "rape-1/2/a",
        "lead_organisation": "force",
        "owner_role": "RaSSO lead",
        "origin": "meeting",
        "opened_on": DAY,
        "first_due_on": None,
    }


def test_an_escalation_is_raised_and_resolved(own_store):
    page = save(escalation_of(ACTION, "informal", "cps", "No answer for a month"))
    assert (errors(page), said(page)) == ([], [f"The escalation of {ACTION} is recorded."])
    ref = newest(own_store, "escalation", "ref")["ref"]

    page = form_for("resolution")
    box(page, "Which escalation").set_value(ref)
    box(page, "What came of it").set_value("changed")
    page = save(page)

    assert (errors(page), said(page)) == ([], [ESCALATION_RESOLVED])
    columns = "subject route rung side reason raised_on resolved_on outcome recorded_by"
    assert newest(own_store, "escalation", *columns.split()) == {
        "subject": ACTION,
        "route": "informal",
        "rung": 1,
        "side": "cps",
        "reason": "No answer for a month",
        "raised_on": DAY,
        "resolved_on": DAY,
        "outcome": "changed",
        "recorded_by": BY,
    }


def test_a_time_of_what_recurs_is_ticked_off_and_put_right(own_store):
    page = form_for("occurrence")
    box(page, "What was done?").set_value("R2").run()
    text(page, "In your words").input("The CPS was there.")
    page = save(page)
    assert (errors(page), said(page)) == ([], ["It is recorded as done."])

    page = form_for("occurrence")
    box(page, "What was done?").set_value("R2").run()
    page = save(page)
    assert errors(page) == ["It is recorded already that this was done on 28/02/2022."]
    box(page, "Instead of an entry that was wrong").set_value("1")
    page = again(page)

    assert (errors(page), said(page)) == ([], ["It is recorded as done."])
    columns = "recurrence done_on next_due_on note corrects recorded_by"
    assert newest(own_store, "occurrence", *columns.split()) == {
        "recurrence": "R2",
        "done_on": DAY,
        "next_due_on": None,
        "note": None,
        "corrects": 1,
        "recorded_by": BY,
    }
    shown = everything_said(with_folds_opened(opened("joint_action_plan")))
    assert "28 February 2022" in shown
    assert "28 August 2022" in shown


def test_a_meeting_of_today_is_planned_and_one_of_yesterday_refused_beside_its_box(own_store):
    def planned_for(day):
        text(page, "Planned for").input(typed(day))
        return save(page)

    page = form_for("meeting-planned")
    box(page, "Which meeting is planned?").set_value("RaSSO performance meeting").run()
    page = planned_for(DAY - timedelta(days=1))
    assert [words.value for words in page.markdown if words.value.startswith(":red[")] == [
        ":red[This is before today, 28 February 2022.]"
    ]
    page = planned_for(DAY)

    assert errors(page) == []
    assert newest(own_store, "meeting", "kind", "planned_on", "held_on") == {
        "kind": "RaSSO performance meeting",
        "planned_on": DAY,
        "held_on": None,
    }


def test_a_planned_day_that_has_passed_stays_while_something_else_of_it_is_changed(own_store):
    past = DAY - timedelta(days=3)
    planned = schemas.NewPlannedMeeting(kind=MeetingKind.PERFORMANCE, planned_on=past)
    ref = writes.record(open_store(own_store), planned, by=BY, at=datetime(2022, 2, 1, tzinfo=UTC))
    page = form_for("meeting-correction")
    box(page, "Which meeting is corrected or changed?").set_value(ref).run()
    text(page, "Who chairs it").input("The Deputy Commissioner")
    page = save(page)

    assert errors(page) == []
    assert newest(own_store, "meeting", "planned_on", "chair") == {
        "planned_on": past,
        "chair": "The Deputy Commissioner",
    }


@pytest.mark.usefixtures("own_store")
def test_a_day_follows_that_of_the_page_until_somebody_gives_one():
    def held_on(page):
        return text(page, "Held on")

    page = form_for("meeting")
    assert held_on(page).value == typed(DAY)
    page = choose_day(page, date(2022, 1, 26))
    assert held_on(page).value == "26/01/2022"
    held_on(page).input("12/01/2022")
    page = choose_day(pressed(page, "Review"), date(2022, 2, 14))
    assert held_on(page).value == "12/01/2022"


def test_how_often_an_action_is_done_is_agreed_and_then_it_is_ticked_off(own_store):
    page = form_for("frequency")
    box(page, "What is done again and again?").set_value("A4").run()
    page.number_input[0].set_value(0)
    box(page, "Of what").set_value("months")
    text(page, "Who agreed it: a role or meeting").input("Accountability board")
    text(page, "Last done on, if known").input("01/03/2022")
    before = rows(own_store, "audit_event")
    page = save(page)
    assert [words.value for words in page.markdown if words.value.startswith(":red[")] == [
        ":red[Give a number of months from 1 to 60, not 0.]",
        ":red[This is after today, 28 February 2022.]",
    ]
    page.number_input[0].set_value(6)
    page = save(page)
    assert errors(page) == ["Last done on, if known: this is after today, 28 February 2022."]
    assert rows(own_store, "audit_event") == before

    text(page, "Last done on, if known").input("30/09/2021")
    page = save(page)
    assert errors(page) == []
    assert "- Every 6 months\n- Last done on, if known: 30 September 2021" in everything_said(page)
    assert newest(own_store, "frequency", "recurrence", "every", "unit") == {
        "recurrence": "F1",
        "every": 6,
        "unit": "months",
    }
    assert newest(own_store, "occurrence", "recurrence", "done_on") == {
        "recurrence": "F1",
        "done_on": date(2021, 9, 30),
    }
    page = form_for("occurrence")
    assert [each for each in box(page, "What was done?").options if "A4" in each] == []
    box(page, "What was done?").set_value("F1").run()
    page = save(page)
    assert errors(page) == []
    assert newest(own_store, "occurrence", "recurrence", "done_on") == {
        "recurrence": "F1",
        "done_on": DAY,
    }


def test_a_rung_that_skips_is_said_and_can_be_saved_once_the_office_confirms_it(own_store):
    page = escalation_of(ACTION, "formal", "opcc", "Nobody below answers")
    box(page, "To which level").set_value("3")
    page = save(page)
    assert errors(page) == [
        f"{RUNG_NOT_USED.format(ACTION)} Raise it to that level first, or say that it went "
        "straight to this one."
    ]

    page.checkbox[0].check()
    page = again(page)

    assert (errors(page), said(page)) == ([], [f"The escalation of {ACTION} is recorded."])
    assert newest(own_store, "escalation", "rung", "side") == {"rung": 3, "side": "opcc"}


def test_a_judgement_is_added_and_earlier_ones_stay(own_store):
    before = rows(own_store, "judgement")
    page = form_for("judgement")
    box(page, "Which part was judged?").set_value("rape-1/6/b").run()
    box(page, "How it is done now").set_value("part-assured")
    box(page, "The plan for it").set_value("not assured")
    text(page, "Why").input("No date is agreed.")
    text(page, "Who judged: a role or meeting").input("Police and Crime Commissioner")
    page = save(page)

    assert (errors(page), said(page)) == ([], ["The judgement is recorded."])
    assert rows(own_store, "judgement")[:-1] == before
    assert newest(own_store, "judgement", "requirement", "performance", "plan", "effective_on") == {
        "requirement": "rape-1/6/b",
        "performance": "part-assured",
        "plan": "not assured",
        "effective_on": DAY,
    }


def test_a_question_is_asked_and_answered(own_store):
    page = form_for("ask")
    box(page, "Of whom").set_value("cps")
    text(page, "What is asked").input("How many plans were answered in time?")
    page = save(page)
    assert (errors(page), said(page)) == ([], ["The question is recorded."])
    number = newest(own_store, "ask", "id")["id"]

    page = form_for("answer")
    box(page, "Which question").set_value(str(number))
    text(page, "What was answered").input("Six in ten.")
    page = save(page)

    assert (errors(page), said(page)) == ([], ["The answer is recorded."])
    assert newest(own_store, "ask", "of_whom", "what", "asked_on", "answer", "answered_on") == {
        "of_whom": "cps",
        "what": "How many plans were answered in time?",
        "asked_on": DAY,
        "answer": "Six in ten.",
        "answered_on": DAY,
    }


def test_a_correction_begins_with_what_was_said_and_leaves_it_in_the_store(own_store):
    before = rows(own_store, "action_update")
    wrong = next(row for row in before if row["action"] == ACTION)
    page = form_for("correction")
    box(page, "Of which action?").set_value(ACTION).run()
    box(page, "Which entry was wrong?").set_value(str(wrong["id"])).run()
    assert box(page, "State").value == wrong["state"]
    text(page, "In your words").input("It was said by the CPS.")
    page = save(page)

    assert (errors(page), said(page)) == ([], [f"The update of {ACTION} is corrected."])
    assert rows(own_store, "action_update")[:-1] == before
    columns = "action effective_on state new_due_on agreed_by note corrects"
    assert newest(own_store, "action_update", *columns.split()) == {
        name: wrong[name] for name in columns.split()
    } | {"note": "It was said by the CPS.", "corrects": wrong["id"]}


@pytest.mark.parametrize(
    ("record", "first", "label"),
    [
        ("action", {}, "What is to be done"),
        ("escalation", {"About which action?": ACTION}, "Why"),
        ("judgement", {"Which part was judged?": "rape-1/6/b"}, "Why"),
        ("ask", {}, "What is asked"),
        ("decision", {}, "What was decided"),
        ("evidence", {}, "What the evidence says or shows"),
        ("position", {"Which part?": "rape-1/6/b", "Whose position?": "cps"}, "In its words"),
        ("action-update", {"Which action?": ACTION}, "In your words"),
    ],
)
def test_a_text_that_could_lead_to_a_person_is_refused(own_store, record, first, label):
    page = form_for(record)
    for chosen, value in first.items():
        box(page, chosen).set_value(value)
    page = page.run()
    text(page, label).input("Ring 07700 900123 about 50/1234/21")
    before = rows(own_store, "audit_event")
    page = save(page)

    assert f"{LOOKS_LIKE_TELEPHONE} and a crime or case reference" in errors(page)[0]
    assert rows(own_store, "audit_event") == before


def test_an_action_is_handed_over_to_another_body_and_its_history_says_by_whom(own_store):
    page = form_for("action-update")
    box(page, "Which action?").set_value(ACTION).run()
    box(page, "Handed over to").set_value("cps")
    text(page, "Who answers for it now: one role, never a name").input("Unit head, RaSSO")
    text(page, "Who handed it over: a role or meeting").input("RaSSO performance meeting")
    text(page, "In your words").input("The prosecutors do it now.")
    page = save(page)

    assert (errors(page), said(page)) == ([], [f"The update of {ACTION} is recorded."])
    columns = "action new_lead new_owner handed_over_by note"
    assert newest(own_store, "action_update", *columns.split()) == {
        "action": ACTION,
        "new_lead": "cps",
        "new_owner": "Unit head, RaSSO",
        "handed_over_by": "RaSSO performance meeting",
        "note": "The prosecutors do it now.",
    }
    tables = "".join(table.value.to_csv() for table in tables_of(page))
    assert "CPS: Unit head, RaSSO" in tables
    assert "by RaSSO performance meeting" in tables


def shown(page):
    return [
        words.value
        for words in page.markdown
        if "You are about to save" in words.value or "It will now" in words.value
    ]


def test_what_was_there_and_what_will_be_is_shown_before_it_is_saved_and_anew_if_it_is_changed(
    own_store,
):
    before = rows(own_store, "action_update")
    page = form_for("action-update")
    box(page, "Which action?").set_value("A37").run()
    box(page, "New state").set_value("under way")
    text(page, "New date").input("31/05/2022")
    box(page, "Why the date changes").set_value("partner")
    text(page, "Who agreed the new date").input("RaSSO performance meeting")
    text(page, NAME_OF_ENTRY).input(BY)
    page = pressed(page, "Review")

    assert errors(page) == []
    assert shown(page) == [
        "**You are about to save:**\n"
        "- Effective date: 28 February 2022\n"
        "- New state: Under way, was Waiting on another body\n"
        "- New date: 31 May 2022, was 14 February 2022\n"
        "- Why the date changes: Partner\n"
        "- Who agreed the new date: RaSSO performance meeting"
    ]

    text(page, "In your words").input("Second thought")
    page = pressed(page, "Save")

    (again_shown,) = shown(page)
    assert again_shown.startswith(
        "**You changed the entry after that. You are about to save now:**\n"
    )
    assert again_shown.endswith("\n- In your words: Second thought")
    assert rows(own_store, "action_update") == before

    page = pressed(page, "Save")
    assert said(page) == [UPDATE_RECORDED]
    assert newest(own_store, "action_update", "note") == {"note": "Second thought"}
