"""Minutes that two people edit or approve at once: nobody saves or seals what they never saw."""

from datetime import UTC, date, datetime

import pytest

from data_access import schemas, writes
from data_access.store import open_store
from data_access.vocabulary import MeetingKind, OutcomeKind
from tests.pages.conftest import everything_said
from tests.pages.opening import opened
from tests.pages.updating import DAY, errors, pressed, rows, text
from tests.papers_of_pages import written_of
from tests.ui.papers.paper_files import docx_text, pdf_text, squeezed, word_document
from ui.meetings.minutes import APPROVED_MEANWHILE, READS_OTHERWISE, TEXT

AT = datetime(2022, 2, 28, 10, 30, tzinfo=UTC)
HELD_ON = date(2022, 2, 21)
MEETING, NEXT = f"performance-{HELD_ON}", f"performance-{DAY}"
RITA, OTTO = "Rita Recorder", "Otto Recorder"
NAME = "Your name, kept with the minutes"
# As an editor may leave them: blank lines in a row, a text without items, a table typed by hand.
ODD = "\n".join(
    [
        "The meeting\n\n \n\n1. The pilot",
        "Decision: go on\n\nThe meeting ended at noon.\n",
        "x" * 5_000,
        "",
        "JA-1 | late",
        *(f"JA-{number} | on time" for number in range(2, 401)),
        "\n\n",
    ]
)


def record(store, schema, **values):
    return writes.record(open_store(store), writes.validate(schema, **values), by=OTTO, at=AT)


@pytest.fixture
def closed(own_store):
    """A performance meeting that is closed, and the next of its kind."""
    for held_on in (HELD_ON, DAY):
        record(own_store, schemas.NewMeeting, kind=MeetingKind.PERFORMANCE, held_on=held_on)
    record(own_store, schemas.MeetingClosed, meeting=MEETING)
    return own_store


def edited(said):
    """The page with ``said`` typed into the minutes, and not saved."""
    page = opened("meetings", meeting=MEETING)
    page.session_state["fold-minutes-change"] = True
    page.run()
    text(page, NAME).input(RITA)
    text(page, TEXT).input(said)
    return page.run()


def versions(store):
    return [(row["text"], row["recorded_by"]) for row in rows(store, "minutes_version")]


def test_who_edits_minutes_that_another_edited_is_told_and_saves_their_own_text(closed):
    page = edited("As Rita heard it")
    record(closed, schemas.NewMinutesVersion, meeting=MEETING, text="As Otto heard it", seen=0)

    page = pressed(page, "Save the text")

    assert "Otto Recorder edited the minutes since" in errors(page)[0]
    assert versions(closed) == [("As Otto heard it", OTTO)]
    assert text(page, TEXT).value == "As Rita heard it"
    page = pressed(page, "Save the text")
    assert errors(page) == []
    assert versions(closed) == [("As Otto heard it", OTTO), ("As Rita heard it", RITA)]
    assert text(page, TEXT).value == "As Rita heard it"


def test_who_approves_minutes_that_another_edited_meanwhile_seals_nothing_unseen(closed):
    page = edited("As Rita heard it")
    record(closed, schemas.NewMinutesVersion, meeting=MEETING, text="As Otto heard it", seen=0)

    page = pressed(page, "Approve this text")

    assert "Otto Recorder edited the minutes since" in errors(page)[0]
    assert rows(closed, "minutes_approval") == []


def test_a_box_into_which_nothing_was_typed_follows_the_newest_text_and_says_so_first(closed):
    page = opened("meetings", meeting=MEETING)
    page.session_state["fold-minutes-change"] = True
    page.run()
    text(page, NAME).input(RITA).run()
    record(closed, schemas.NewMinutesVersion, meeting=MEETING, text="As Otto heard it", seen=0)

    page = pressed(page, "Approve this text")

    assert rows(closed, "minutes_approval") == []
    assert [each.value for each in page.warning] == [READS_OTHERWISE]
    assert text(page, TEXT).value == "As Otto heard it"
    pressed(page, "Approve this text")
    assert [row["text"] for row in rows(closed, "minutes_approval")] == ["As Otto heard it"]


def test_what_was_typed_of_minutes_that_another_approved_is_there_to_copy(closed):
    page = edited("As Rita heard it")
    about = {"meeting": MEETING, "approved_by_meeting": NEXT, "seen": 0}
    record(closed, schemas.MinutesApproved, **about, text="As Otto heard it")

    page = pressed(page, "Save the text")

    assert [each.value for each in page.warning] == [APPROVED_MEANWHILE]
    assert [each.value for each in page.code] == ["As Rita heard it"]
    assert "and sealed" in everything_said(page)
    assert versions(closed) == []


def test_minutes_of_any_text_are_whole_in_their_documents_with_headings_of_items_alone(closed):
    record(closed, schemas.NewMinutesVersion, meeting=MEETING, text=ODD, seen=0)

    pdf, word = (written_of("minutes", MEETING, each, DAY) for each in ("pdf", "docx"))

    for said in (pdf_text(pdf), docx_text(word)):
        # The letters of a word that fills several pages stand apart, on each of them.
        assert said.count("x") >= 5_000
        assert [each for each in ODD.split() if "xx" not in each and each not in said] == []
    styled = [(each.style.name, each.text) for each in word_document(word).paragraphs]
    headings = [words for style, words in styled if style == "Heading 2"]
    assert headings[:2] == ["1. The pilot", "JA-1 | late"]
    assert "The meeting ended at noon." not in headings


def test_minutes_call_an_item_that_is_not_on_their_agenda_by_its_name(own_store):
    first = date(2021, 9, 20)
    ref = record(own_store, schemas.NewMeeting, kind=MeetingKind.PERFORMANCE, held_on=first)
    for item in ("action A60", "changes"):
        not_reached = {"item": item, "place": 1, "kind": OutcomeKind.NOT_REACHED}
        record(own_store, schemas.NewMeetingOutcome, meeting=ref, **not_reached)

    page = opened("meetings", meeting=ref)
    page.session_state["fold-minutes"] = True
    said = everything_said(page.run()).replace("\\", "")
    word = docx_text(written_of("minutes", ref, "docx", DAY))
    for called in ("A60, Local review of the escalation pathway", "Changes since the last one"):
        assert f"Not on its agenda: {called}" in said
        assert squeezed(f"Not on its agenda: {called}") in word
    assert "action A60" not in said


def test_edited_minutes_do_not_repeat_the_title_of_their_document(closed):
    title = "RaSSO performance meeting, 21 February 2022"
    said = f"{title}\n\n1. The pilot\nDecision: go on"
    record(closed, schemas.NewMinutesVersion, meeting=MEETING, text=said, seen=0)

    word = written_of("minutes", MEETING, "docx", DAY)
    texts = [each.text.replace("\u00a0", " ") for each in word_document(word).paragraphs]
    assert [text for text in texts if title in text] == [f"Draft minutes, as edited: {title}"]
    assert "1. The pilot" in texts
