"""At a meeting each item has what is needed to decide it, and a line records what came of it."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from ui.meetings.unsaved_text import CLOSED_MEANWHILE

from data_access import schemas, writes
from data_access.store import open_store
from data_access.vocabulary import MeetingKind, Role
from tests.pages.conftest import everything_said, rows_under
from tests.pages.opening import opened
from tests.pages.updating import DAY, box, days, errors, newest, pressed, rows, text
from tests.sign_in import person
from ui.elements.markdown import plain
from ui.meetings.navigation import NO_MEETING, NOT_ON_AGENDA
from ui.sign_in import current_person

AT = datetime(2022, 2, 28, 10, 30, tzinfo=UTC)
MEETING = f"performance-{DAY}"
ACTION = "action A37"
NAME = "Your name, kept with each entry"
RITA, OTTO = "Rita Recorder", "Otto Recorder"
AT_ONCE = {
    "Update": {"What was said": "The supplier has answered"},
    "New action": {"What is to be done": "Report on the pilot"},
    "Question": {"What is asked": "How many were trained?"},
    "Decision": {"What is decided": "Ask for the figures", "Who does it": "OPCC policy officer"},
    "No change": {},
    "Not reached": {"In a few words, if there is anything to say": "Time ran out"},
}
LONG = "x" * 5000
PERSONAL = "Ring 01752 123456"
MARKS = "=SUM(A1) <b>*now*</b> [a](https://x.example) `b` :red[c] $d$ שלום, \u202bthe pilot 👩🏽‍⚖️"


@pytest.fixture
def meeting(own_store):
    """The store with a performance meeting on the day of its pages."""
    new = schemas.NewMeeting(kind=MeetingKind.PERFORMANCE, held_on=DAY)
    writes.record(open_store(own_store), new, by=RITA, at=AT)
    return own_store


def at_item(item=ACTION, by=RITA):
    page = opened("meeting_mode", meeting=MEETING, item=item)
    text(page, NAME).input(by)
    return page.run()


def recorded(page, kind, words):
    page = pressed(page, kind)
    for label, said in words.items():
        text(page, label).input(said)
    return pressed(page, "Save")


def buttons(page):
    return {button.label for button in page.button}


@pytest.mark.parametrize("kind", AT_ONCE)
def test_a_line_records_an_outcome_and_the_item_stays(meeting, kind):
    page = recorded(at_item(), kind, AT_ONCE[kind])

    assert errors(page) == []
    assert f"{kind} recorded." in [said.value for said in page.success]
    assert page.query_params["item"] == ACTION
    assert newest(meeting, "meeting_outcome", "meeting", "item", "kind", "recorded_by") == {
        "meeting": MEETING,
        "item": ACTION,
        "kind": kind.lower(),
        "recorded_by": RITA,
    }
    assert any(words in everything_said(page) for words in [*AT_ONCE[kind].values(), kind])
    assert text(page, NAME).value == RITA


@pytest.mark.usefixtures("meeting")
def test_what_was_typed_of_one_item_is_there_after_looking_at_another():
    page = pressed(at_item(), "Decision")
    text(page, "What is decided").input("Half a sen").run()

    page = pressed(pressed(page, "Next"), "Previous")

    assert text(page, "What is decided").value == "Half a sen"


def test_an_update_without_words_one_too_long_and_a_date_without_a_day_are_refused_plainly(meeting):
    update = recorded(at_item(), "Update", {"What was said": ""})
    long = recorded(at_item(), "Decision", {"What is decided": LONG})
    undated = recorded(at_item(), "New date", {"In their words": "Two posts are empty"})

    assert errors(update) == [
        "Nothing is filled in: give at least one thing, such as a new state, a new date or your "
        "own words."
    ]
    assert errors(long) == ["What is decided: write at most 4000 characters."]
    assert text(long, "What is decided").value == LONG
    assert errors(undated) == ["Give the new date that was agreed."]
    assert text(undated, "In their words").value == "Two posts are empty"
    assert rows(meeting, "meeting_outcome") == []


# The valid words and choices of the other boxes of each kind, so that one alone is wrong.
OTHERS = {
    "Update": {},
    "New date": {},
    "New action": {"What is to be done": "Report", "Who answers for it: a role": "Inspector"},
    "Escalation": {"Why": "No answer"},
    "Question": {"What is asked": "How many?"},
    "Decision": {"What is decided": "It goes on", "Who does it": "Inspector"},
    "No change": {},
}


def in_line(boxes):
    """Those boxes that stand in the line of an outcome."""
    return [each for each in boxes if (each.key or "").startswith("outcome-")]


@pytest.mark.parametrize("kind", OTHERS)
def test_what_could_lead_to_a_person_is_refused_in_every_box_and_stays_there(meeting, kind):
    page = pressed(at_item(), kind)
    boxes_of_days = {each.label for each in days(page)}
    labels = [box.label for box in in_line(page.text_input) if box.label not in boxes_of_days]
    for label in labels:
        for other in labels:
            text(page, other).input(OTHERS[kind].get(other, ""))
        text(page, label).input(PERSONAL)
        for day in in_line(days(page)):
            day.input("30/06/2022")
        for choice in in_line(page.selectbox):
            choice.set_value(choice.value or choice.options[0])

        page = pressed(page, "Save")

        assert [each.partition(":")[0] for each in errors(page)] == [label.partition(":")[0]]
        assert "a telephone number" in errors(page)[0]
        assert text(page, label).value == PERSONAL
    assert labels
    assert rows(meeting, "meeting_outcome") == []


@pytest.mark.parametrize(
    ("kind", "label", "day"),
    [
        ("New date", "New date", "28/02/2202"),
        ("Decision", "By when", "tomorrow"),
        ("New date", "New date", "15/07/2021"),
        ("Question", "Answer due on", "27/02/2022"),
        ("Decision", "By when", "28/02/2202"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_its_box_and_stays_there(meeting, kind, label, day):
    page = pressed(at_item(), kind)
    for each, words in OTHERS[kind].items():
        text(page, each).input(words)
    for choice in in_line(page.selectbox):
        choice.set_value(choice.value or choice.options[0])
    in_line(days(page))[0].input(day)

    page = pressed(page, "Save")

    [box] = in_line(days(page))
    assert (box.label, box.value) == (label, day)
    [refusal] = errors(page)
    beside = [each.value for each in page.markdown if each.value.startswith(":red[")]
    assert refusal.startswith(f"{label}: ") or refusal.rstrip(".") in "".join(beside)
    assert len(beside) == 1
    assert rows(meeting, "meeting_outcome") == []


def test_marks_and_formulas_are_stored_and_shown_as_they_were_typed(meeting):
    page = recorded(at_item(), "Decision", {"What is decided": MARKS})

    assert newest(meeting, "decision", "text") == {"text": MARKS}
    assert plain(MARKS) in "\n".join(each.value for each in page.markdown)


def test_the_second_recorder_sees_what_the_first_recorded_before_saving_and_loses_nothing(meeting):
    second = pressed(at_item(by=OTTO), "Decision")
    text(second, "What is decided").input("As Otto heard it").run()
    recorded(at_item(), "Question", {"What is asked": "As Rita heard it"})

    second = pressed(second, "Save")

    assert "Rita Recorder recorded something of this item" in errors(second)[0]
    assert "As Rita heard it" in everything_said(second)
    assert text(second, "What is decided").value == "As Otto heard it"
    second = pressed(second, "Save")
    assert errors(second) == []
    assert [row["recorded_by"] for row in rows(meeting, "meeting_outcome")] == [RITA, OTTO]


def test_what_was_recorded_is_taken_back_until_the_meeting_is_closed(meeting):
    page = recorded(at_item(), "Decision", AT_ONCE["Decision"])

    page = pressed(page, "Take back")

    assert rows(meeting, "decision") == [
        row for row in rows(meeting, "decision") if row["meeting"] != MEETING
    ]
    assert "taken back by Rita Recorder" in everything_said(page)
    recorded(at_item(), "Decision", AT_ONCE["Decision"])
    closed = schemas.MeetingClosed(meeting=MEETING)
    writes.record(open_store(meeting), closed, by=OTTO, at=AT)
    page = at_item()
    assert buttons(page).isdisjoint({"Take back", "Decision", "Save"})
    assert "Closed by Otto Recorder on 28 February 2022." in everything_said(page)


def test_what_was_half_typed_as_somebody_closed_the_meeting_is_there_to_copy(meeting):
    page = opened("meeting_mode", item=ACTION)
    text(page, NAME).input(RITA).run()
    page = pressed(page, "Question")
    text(page, "What is asked").input("How many").run()
    page = pressed(pressed(page, "Next"), "Decision")
    text(page, "What is decided").input("Half a sentence, *and* the rest")
    closed = schemas.MeetingClosed(meeting=MEETING)
    writes.record(open_store(meeting), closed, by=OTTO, at=AT)

    page = pressed(page, "Save")

    assert "Closed by Otto Recorder on 28 February 2022." in everything_said(page)
    assert [each.value for each in page.warning] == [CLOSED_MEANWHILE]
    asked, decided = (each.value for each in page.code)
    assert "What is asked: How many" in asked.split("\n")
    assert decided == "What is decided: Half a sentence, *and* the rest"
    assert rows(meeting, "meeting_outcome") == []


def test_what_a_meeting_had_before_it_stays_as_it_began_whatever_is_recorded_at_it(meeting):
    def before_it():
        page = opened("meetings", meeting=MEETING)
        page.session_state["fold-agenda"] = True
        page.run()
        return page.markdown[1].value, [row[2] for row in rows_under(page, "No.")]

    said, topics = before_it()
    page = pressed(at_item(), "Update")
    text(page, "What was said").input("Done")
    box(page, "New state").set_value("complete")
    assert errors(pressed(page, "Save")) == []

    assert rows(meeting, "action_update")[-1]["state"] == "complete"
    assert before_it() == (said, topics)
    assert topics.count("Overdue") == 3


def test_what_changed_since_the_last_board_is_said_once_as_its_heading(own_store):
    new = schemas.NewMeeting(kind=MeetingKind.BOARD, held_on=DAY)
    writes.record(open_store(own_store), new, by=RITA, at=AT)
    page = opened("meeting_mode", meeting=f"board-{DAY}")
    said = [each.value for each in page.markdown]

    assert page.header[0].value.startswith("1. Since the board of 26 January 2022\\: ")
    assert "Nothing else is recorded of it." in said
    assert not [each for each in said if each.startswith("Since the board")]


@pytest.mark.usefixtures("meeting")
def test_the_item_of_an_address_that_is_not_on_the_agenda_is_said_and_gives_the_first():
    page = opened("meeting_mode", meeting=MEETING, item="action A999")

    assert next(said.value[:3] for said in page.header) == "1. "
    assert [said.value for said in page.warning] == [
        f"“action A999” in the address is not shown. {NOT_ON_AGENDA}"
    ]
    assert [said.value for said in page.run().warning] == []


@pytest.mark.usefixtures("own_store")
def test_an_item_of_an_address_is_refused_in_words_where_no_meeting_is_under_way():
    page = opened("meeting_mode", item=ACTION)

    assert [said.value for said in page.warning] == [
        f"“{ACTION}” in the address is not shown. {NO_MEETING}"
    ]


def test_a_meeting_with_nothing_on_its_agenda_is_named_and_can_be_closed(meeting, monkeypatch):
    empty = SimpleNamespace(before_it=[])
    monkeypatch.setattr("ui.page.meeting.agenda_of", lambda *_: empty)
    page = opened("meeting_mode")
    assert "RaSSO performance meeting, 28 February 2022" in everything_said(page)
    text(page, NAME).input(RITA)
    page.session_state["fold-close"] = True
    page = pressed(page.run(), "Close it")

    assert errors(page) == []
    assert newest(meeting, "meeting_closing", "meeting", "recorded_by") == {
        "meeting": MEETING,
        "recorded_by": RITA,
    }


@pytest.mark.usefixtures("meeting")
def test_a_reader_sees_the_item_and_records_nothing(monkeypatch):
    monkeypatch.setattr(current_person, "person", lambda: person(Role.READER))

    page = opened("meeting_mode", meeting=MEETING, item=ACTION)

    assert buttons(page) <= {"Previous", "Next"}
    assert "You read here" in everything_said(page)


def test_the_button_that_begins_a_meeting_of_another_day_says_that_it_is_held_today(own_store):
    later = date(2022, 3, 30)
    planned = schemas.NewPlannedMeeting(kind=MeetingKind.PERFORMANCE, planned_on=later)
    writes.record(open_store(own_store), planned, by=RITA, at=AT)

    begin = {label for label in buttons(opened("meeting_mode")) if label.startswith("Begin")}

    today = "Begin today, 28 February 2022"
    assert f"{today}: RaSSO performance meeting, planned for 30 March 2022" in begin
    assert {label for label in begin if not label.startswith(today)} == set()


def test_a_title_that_somebody_typed_is_no_markdown_in_the_heading_of_its_item(meeting):
    typed = "![x](https://example.org/x.png) **now**"
    with open_store(meeting).writing(RITA, "redact", "action A37", at=AT) as session:
        renamed = f"UPDATE action SET title = '{typed}' WHERE ref = 'A37'"
        session.connection().exec_driver_sql(renamed)

    (heading,) = [each.value for each in at_item().header]

    assert heading.endswith(r"A37, \!\[x\](https\://example.org/x.png) \*\*now\*\*")
