"""A day that is not allowed is refused by every form, beside its box, and nothing is stored."""

from datetime import date, timedelta

import pytest

from data_access import schemas, writes
from data_access.vocabulary import MeetingKind
from metrics.text_format import capitalised
from tests.data_access import valid_entries
from tests.data_access.contents import everything
from tests.data_access.valid_entries import AT, BY
from tests.pages.updating import box, days, errors, form_for, pressed, rows, save, text, typed
from tests.sentences import NAME_OF_ENTRY
from tests.serving import ROOT
from tests.stopped_clock import TODAY
from ui.elements.day_box import parse_day
from ui.forms import FORMS

# The first inspection of the starter content was published a day later.
LATER = TODAY + timedelta(days=30)
TOO_EARLY, TOO_LATE = date(2021, 7, 15), TODAY + timedelta(days=1)
SLIPS = ["28/02/0022", "28/02/2202", "31/02/2022"]
NO_DAYS = (
    "31/02/2022| 31 / 02 / 2022 |30/2/2023|02/28/2022|2022-13-01|31 June 2022|28/02|44620|"
    "tomorrow|*31/02/2022*"
).split("|")
# What is asked before a form is drawn.
SUBJECTS = {
    "action-update": {"Which action?": "A2"},
    "escalation": {"About which action?": "A4"},
    "occurrence": {"What was done?": "R2"},
    "frequency": {"What is done again and again?": "A2"},
    "position": {"Which part?": "rape-1/1", "Whose position?": "force"},
    "judgement": {"Which part was judged?": "rape-1/1"},
    "meeting-planned": {"Which meeting is planned?": "accountability board"},
    "meeting-kind-change": {"Which kind of meeting?": "RaSSO performance meeting"},
    "correction": {"Of which action?": "A2", "Which entry was wrong?": "1"},
    "decision-correction": {
        "Of which meeting?": "board-2022-01-26",
        "Which decision was wrong?": "1",
    },
    "ask-correction": {"Of whom was it asked?": "force", "Which question was wrong?": "1"},
    "meeting-correction": {"Which meeting is corrected or changed?": "board-2022-01-26"},
    "action-correction": {"Which action was wrong?": "A4"},
    "escalation-correction": {"Which escalation was wrong?": "X1"},
    "judgement-correction": {"Which judgement was wrong?": "1"},
    "evidence-correction": {"Which evidence was wrong?": "E73"},
    "position-correction": {"Of which part?": "rape-1/1", "Which position was wrong?": "1"},
}
# The table of what each form writes, where it is not named like it.
TABLES = {
    "action-update": "action_update",
    "correction": "action_update",
    "position-correction": "position",
    "decision-correction": "decision",
    "ask-correction": "ask",
    "meeting-correction": "meeting",
    "action-correction": "action",
    "escalation-correction": "escalation",
    "judgement-correction": "judgement",
    "evidence-correction": "evidence",
    "resolution": "escalation",
    "decision-done": "decision",
    "answer": "ask",
    "response": "inspection",
    "no-response": "inspection",
    "meeting-planned": "meeting",
    "meeting-held": "meeting",
    "meeting-kind": "meeting_kind",
    "meeting-kind-change": "meeting_kind",
}
# A document may be older than the inspection that it bears on.
MAY_BE_EARLIER = {
    "Document date",
    "Counted from: the first meeting, or a day of the first month",
    "The last day for which one is planned, if it ends",
}
MAY_BE_TO_COME = {
    "Answer due on",
    "By when",
    "Counted from: the first meeting, or a day of the first month",
    "The last day for which one is planned, if it ends",
    "Due next on",
    "Original due date (cannot be changed)",
    "Valid until",
    "New date",
    "Next review",
    "Planned for",
    "To be judged again by",
}


@pytest.fixture
def office(file_store, tmp_path, monkeypatch):
    """The address of an office's own store in which each form has something to be about."""
    for kind in (
        *("meeting", "decision", "ask", "action_update", "position", "escalation"),
        *("judgement", "evidence"),
    ):
        valid_entries.record(file_store, kind)
    planned = schemas.NewPlannedMeeting(kind=MeetingKind.PERFORMANCE, planned_on=LATER)
    writes.record(file_store, planned, by=BY, at=AT)
    url = f"sqlite:///{tmp_path / 'office.db'}"
    monkeypatch.setenv("STORE_URL", url)
    return url


def filled_in(record):
    """The form with something valid in every box."""
    page = form_for(record)
    subjects = SUBJECTS.get(record, {})
    for label, ref in subjects.items():
        box(page, label).set_value(ref).run()
    for each in page.selectbox:
        if each.form_id:
            each.select_index(0)
    boxes = {each.label for each in days_of(page)}
    for each in [*page.text_input, *page.text_area]:
        if each.form_id and each.label not in boxes:
            each.input("Words of a person")
    for each in page.number_input:
        each.set_value(6)
    if record in ("evidence", "evidence-correction"):
        text(page, "Where it is kept (a web address)").input("https://example.org/letters")
    if record in ("meeting-kind", "meeting-kind-change"):
        box(page, "Weeks or months").set_value("months")
    if record == "meeting-correction":
        box(page, "Which meeting").set_value("RaSSO performance meeting")
    return page


def days_of(page):
    return [each for each in days(page) if each.form_id]


def refused(page):
    """The reasons beside the boxes, once the entry was checked and refused."""
    page = pressed(page, "Review")
    assert len(page.error) == 1
    assert "Save" not in [button.label for button in page.button]
    return [words.value for words in page.markdown if words.value.startswith(":red[")]


@pytest.mark.parametrize("record", FORMS)
def test_a_day_outside_what_is_allowed_is_refused_beside_its_box(office, record):
    page = filled_in(record)
    before = rows(office, "audit_event")
    boxes = days_of(page)
    good = [
        parse_day(each.value).day or (LATER if each.label in MAY_BE_TO_COME else TODAY)
        for each in boxes
    ]
    for each, day in zip(boxes, good, strict=True):
        each.input(typed(day))

    for place, label in enumerate(each.label for each in boxes):
        early = [] if label in MAY_BE_EARLIER else [typed(TOO_EARLY)]
        late = [] if label in MAY_BE_TO_COME else [typed(TOO_LATE)]
        for day in [*SLIPS, *early, *late]:
            days_of(page)[place].input(day)
            assert refused(page), (label, day, errors(page))
            assert days_of(page)[place].value == day
        days_of(page)[place].input(typed(good[place]))
    assert rows(office, "audit_event") == before

    saved = pressed(pressed(page, "Review"), "Save")
    assert not saved.error
    stored = rows(office, TABLES.get(record, record))
    assert any(set(good) <= set(row.values()) for row in stored)


@pytest.mark.parametrize("words", NO_DAYS)
@pytest.mark.usefixtures("office")
def test_what_is_no_day_is_refused_in_those_words_and_stays_in_its_box(file_store, words):
    before = everything(file_store)
    page = form_for("meeting")
    box(page, "Which meeting").set_value("RaSSO performance meeting")
    text(page, "Held on").input(words)

    page = save(page)

    said = f"{' '.join(words.split())} is not a day. Write it like 16/07/2021."
    assert errors(page) == [f"Held on: {said}"]
    assert f":red[{capitalised(said)}]" in [said.value.replace("\\", "") for said in page.markdown]
    assert text(page, "Held on").value == words
    assert everything(file_store) == before


@pytest.mark.parametrize("words", ["", "  "])
@pytest.mark.usefixtures("office")
def test_a_day_that_is_needed_is_asked_for_where_its_box_is_empty(file_store, words):
    before = everything(file_store)
    page = form_for("meeting")
    box(page, "Which meeting").set_value("RaSSO performance meeting")
    text(page, "Held on").input(words)

    page = save(page)

    assert errors(page) == ["Held on: give a day."]
    assert everything(file_store) == before


@pytest.mark.usefixtures("office")
def test_a_day_that_is_made_wrong_after_the_review_is_not_saved(file_store):
    page = form_for("meeting")
    box(page, "Which meeting").set_value("RaSSO performance meeting")
    text(page, NAME_OF_ENTRY).input(BY)
    page = pressed(page, "Review")
    before = everything(file_store)
    text(page, "Held on").input("31/02/2022")

    page = pressed(page, "Save")

    assert errors(page) == ["Held on: 31/02/2022 is not a day. Write it like 16/07/2021."]
    assert everything(file_store) == before


def test_every_box_of_a_day_in_a_form_is_made_by_one_function():
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "ui" / "forms").glob("*.py")}

    assert {name for name, text in texts.items() if "date_input" in text} == set()
    assert {name for name, text in texts.items() if "day_box(" in text} == {"form.py"}
