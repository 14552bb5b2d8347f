"""At a meeting each item has what is needed to decide it, and a line records what came of it."""

from datetime import UTC, date, datetime
from itertools import count
from types import SimpleNamespace

import pytest

from data_access import schemas, writes
from data_access.store import open_store
from data_access.vocabulary import MeetingKind, Role
from tests.pages.conftest import everything_said, rows_under
from tests.pages.opening import opened
from tests.pages.updating import DAY, errors, newest, pressed, rows, text
from tests.sign_in import person
from ui.elements.markdown import plain
from ui.meetings.navigation import NO_MEETING, NOT_ON_AGENDA
from ui.meetings.outcome_form import CLOSED_MEANWHILE
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


class Form:
    """Stands in for the component of the browser: has what it was told to draw, and sends."""

    def __init__(self):
        self.drawn, self.to_send, self.numbers = {}, None, count(1)

    def __call__(self, *, data, **_):
        self.drawn, sent, self.to_send = data, self.to_send, None
        return SimpleNamespace(sent=sent)

    def labels(self, kind):
        """The type of each box of a kind of outcome by its label."""
        return {box["label"]: box["type"] for box in self.line(kind)["boxes"]}

    def line(self, kind):
        [line] = [each for each in self.drawn["kinds"] if each["label"] == kind]
        return line

    def send(self, page, kind, words, /, **otherwise):
        """Sends a form of which some boxes are filled in, the others as they are drawn."""
        line = self.line(kind)
        values = {box["field"]: words.get(box["label"], box["first"]) for box in line["boxes"]}
        about = {"item": self.drawn["item"], "kind": line["kind"], "seen": self.drawn["seen"]}
        self.to_send = {"id": f"form {next(self.numbers)}", "values": values, **about, **otherwise}
        page.run()
        return page

    @property
    def said(self):
        """What the form says after the last that was sent."""
        answer = self.drawn["answer"]
        return answer.get("said") or answer["fault"]

    @property
    def beside(self):
        """What it says beside its boxes, by field."""
        return self.drawn["answer"]["reasons"]


@pytest.fixture(autouse=True)
def form(monkeypatch):
    stand_in = Form()
    monkeypatch.setattr("ui.meetings.outcome_form._component", lambda: stand_in)
    return stand_in


@pytest.fixture
def meeting(own_store):
    """The store with a performance meeting on the day of its pages."""
    new = schemas.NewMeeting(kind=MeetingKind.PERFORMANCE, held_on=DAY)
    writes.record(open_store(own_store), new, by=RITA, at=AT)
    return own_store


def at_item(item=ACTION, by=RITA):
    page = opened("meeting_mode", meeting=MEETING, **({"item": item} if item else {}))
    if by:
        text(page, NAME).input(by)
    return page.run()


def buttons(page):
    return {button.label for button in page.button}


@pytest.mark.parametrize("kind", AT_ONCE)
def test_a_form_records_an_outcome_and_the_item_stays(meeting, form, kind):
    page = form.send(at_item(), kind, AT_ONCE[kind])

    assert form.said == f"{kind} recorded."
    assert page.query_params["item"] == ACTION
    assert newest(meeting, "meeting_outcome", "meeting", "item", "kind", "recorded_by") == {
        "meeting": MEETING,
        "item": ACTION,
        "kind": kind.lower(),
        "recorded_by": RITA,
    }
    assert any(words in everything_said(page) for words in [*AT_ONCE[kind].values(), kind])
    assert text(page, NAME).value == RITA


def test_a_form_that_arrives_twice_is_recorded_once(meeting, form):
    page = at_item()
    for _ in range(2):
        form.send(page, "Decision", AT_ONCE["Decision"], id="the same")

    assert [row["kind"] for row in rows(meeting, "meeting_outcome")] == ["decision"]


@pytest.mark.parametrize(
    "otherwise",
    [{"item": "action A36"}, {"kind": "taken back"}, {"seen": "0"}, {"values": None}, {"id": 7}],
)
def test_a_form_of_another_item_or_one_that_is_not_ours_records_nothing(meeting, form, otherwise):
    form.send(at_item(), "Decision", AT_ONCE["Decision"], **otherwise)

    assert rows(meeting, "meeting_outcome") == []


def test_an_outcome_that_an_item_does_not_offer_is_not_recorded(meeting, form):
    page = at_item(item=None)
    form.send(page, "Decision", {}, kind="escalation")

    assert "Escalation" not in {each["label"] for each in form.drawn["kinds"]}
    assert rows(meeting, "meeting_outcome") == []


def test_an_update_without_words_one_too_long_and_a_date_without_a_day_are_refused_plainly(
    meeting, form
):
    page = at_item()
    refused = [
        form.send(page, kind, words) and form.said
        for kind, words in (
            ("Update", {}),
            ("Decision", {"What is decided": LONG}),
            ("New date", {"In their words": "Two posts are empty"}),
        )
    ]

    assert refused == [
        "Nothing is filled in: give at least one thing, such as a new state, a new date or your "
        "own words.",
        "What is decided: write at most 4000 characters.",
        "Give the new date that was agreed.",
    ]
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


def filled(form, kind):
    """Valid words, choices and days in every box of a kind of outcome that needs any."""
    line = form.line(kind)
    choices = {
        box["label"]: box["first"] or box["options"][0][0]
        for box in line["boxes"]
        if box["type"] == "choice"
    }
    days = {box["label"]: "30/06/2022" for box in line["boxes"] if box["type"] == "day"}
    return {**choices, **days, **OTHERS[kind]}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_could_lead_to_a_person_is_refused_in_every_box(meeting, form, kind):
    page = at_item()
    labels = [each for each, box in form.labels(kind).items() if box in ("words", "text")]
    assert labels
    for label in labels:
        form.send(page, kind, filled(form, kind) | {label: PERSONAL})

        assert form.said.partition(":")[0] == label.partition(":")[0]
        assert "a telephone number" in form.said
        assert len(form.beside) == 1
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
def test_a_day_that_cannot_be_is_refused_beside_its_box(meeting, form, kind, label, day):
    page = at_item()
    form.send(page, kind, filled(form, kind) | {label: day})

    [(_, reason)] = form.beside.items()
    assert form.said.startswith(f"{label}: ") or form.said.rstrip(".") in reason
    assert rows(meeting, "meeting_outcome") == []


def test_marks_and_formulas_are_stored_and_shown_as_they_were_typed(meeting, form):
    page = form.send(at_item(), "Decision", {"What is decided": MARKS})

    assert newest(meeting, "decision", "text") == {"text": MARKS}
    assert plain(MARKS) in "\n".join(each.value for each in page.markdown)


def test_the_second_recorder_sees_what_the_first_recorded_before_saving(meeting, form):
    second = at_item(by=OTTO)
    begun_at = form.drawn["seen"]
    form.send(at_item(), "Question", {"What is asked": "As Rita heard it"})
    words = {"What is decided": "As Otto heard it"}

    form.send(second, "Decision", words, seen=begun_at)

    assert "Rita Recorder recorded something of this item" in form.said
    assert form.drawn["answer"]["isOvertaken"]
    assert "As Rita heard it" in everything_said(second)
    form.send(second, "Decision", words)
    assert form.said == "Decision recorded."
    assert [row["recorded_by"] for row in rows(meeting, "meeting_outcome")] == [RITA, OTTO]


def test_what_was_recorded_is_taken_back_until_the_meeting_is_closed(meeting, form):
    page = form.send(at_item(), "Decision", AT_ONCE["Decision"])

    page = pressed(page, "Take back")

    assert rows(meeting, "decision") == [
        row for row in rows(meeting, "decision") if row["meeting"] != MEETING
    ]
    assert "taken back by Rita Recorder" in everything_said(page)
    form.send(at_item(), "Decision", AT_ONCE["Decision"])
    closed = schemas.MeetingClosed(meeting=MEETING)
    writes.record(open_store(meeting), closed, by=OTTO, at=AT)
    page = at_item(by=None)
    assert "Take back" not in buttons(page)
    assert "kinds" not in form.drawn
    assert "Closed by Otto Recorder on 28 February 2022." in everything_said(page)


def test_what_was_half_typed_as_somebody_closed_the_meeting_is_offered_to_copy(meeting, form):
    page = at_item()
    closed = schemas.MeetingClosed(meeting=MEETING)
    writes.record(open_store(meeting), closed, by=OTTO, at=AT)

    page = form.send(page, "Decision", {"What is decided": "Half a sentence"})

    assert "Closed by Otto Recorder on 28 February 2022." in everything_said(page)
    assert form.drawn == {"meeting": MEETING, "unsaved": CLOSED_MEANWHILE}
    assert rows(meeting, "meeting_outcome") == []


def test_what_a_meeting_had_before_it_stays_as_it_began_whatever_is_recorded_at_it(meeting, form):
    def before_it():
        page = opened("meetings", meeting=MEETING)
        page.session_state["fold-agenda"] = True
        page.run()
        return page.markdown[1].value, [row[2] for row in rows_under(page, "No.")]

    said, topics = before_it()
    form.send(at_item(), "Update", {"What was said": "Done", "New state": "complete"})
    assert form.said == "Update recorded."

    assert rows(meeting, "action_update")[-1]["state"] == "complete"
    assert before_it() == (said, topics)
    assert topics.count("Overdue") == 3


def test_what_changed_since_the_last_board_is_said_once_as_its_heading(own_store):
    new = schemas.NewMeeting(kind=MeetingKind.BOARD, held_on=DAY)
    writes.record(open_store(own_store), new, by=RITA, at=AT)
    page = opened("meeting_mode", meeting=f"board-{DAY}")
    said = [each.value for each in page.markdown]

    assert page.header[0].value.startswith("1. Since the board of 26 January 2022\\: ")
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
    page.session_state["this-meeting"] = True
    page = pressed(page.run(), "Close the meeting")

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
