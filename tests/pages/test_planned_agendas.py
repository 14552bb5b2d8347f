"""The agenda of a planned meeting on *Meetings*: arranged, frozen, and compared with later days."""

import re
from datetime import UTC, date, datetime

import pytest

from data_access import schemas, writes
from data_access.vocabulary import MeetingKind
from metrics.meetings.meeting_agenda import HAD_BEFORE_IT
from tests.pages.conftest import everything_said, rows_under
from tests.pages.opening import opened, stand_on
from tests.pages.updating import BY, box, errors, pressed, text
from tests.papers_of_pages import written_of
from tests.sentences import NAME_OF_ENTRY
from tests.ui.papers.paper_files import docx_text, squeezed, word_document
from ui.papers.paper import text_of, words_of

DAY, PLANNED_FOR = date(2022, 2, 28), date(2022, 3, 30)
AT = datetime(2022, 2, 28, 9, tzinfo=UTC)
REF, TITLE = "board-2022-03-30", "Accountability board, planned for 30 March 2022"


@pytest.fixture
def office(file_store, monkeypatch):
    """An office's own store on 28 February 2022, with a board planned."""
    planned = schemas.NewPlannedMeeting(
        kind=MeetingKind.BOARD, planned_on=PLANNED_FOR, chair="The Commissioner"
    )
    writes.record(file_store, planned, by=BY, at=AT)
    monkeypatch.setenv("STORE_URL", file_store.url.render_as_string(hide_password=False))
    stand_on(DAY, monkeypatch)
    return file_store


def unfolded(*folds, **address):
    page = opened("meetings", **address)
    for fold in ("agenda", *folds):
        page.session_state[f"fold-{fold}"] = True
    return page.run()


def agenda_on(page):
    return [(row[0], row[1], row[3], row[4]) for row in rows_under(page, "No.")]


def chosen(item):
    page = unfolded("agenda-item")
    box(page, "Whose agenda is changed?").set_value(REF).run()
    box(page, f"Which item of it: {TITLE}?").set_value(item).run()
    return page


def saved(page):
    text(page, NAME_OF_ENTRY).input(BY)
    page = pressed(page, "Review")
    assert errors(page) == []
    return pressed(page, "Save")


def number(page, label):
    return next(each for each in page.number_input if each.label == label)


def freeze():
    page = unfolded("agenda-frozen")
    box(page, "Whose agenda is frozen?").set_value(REF).run()
    return saved(page)


@pytest.mark.usefixtures("office")
def test_an_item_is_added_moved_to_the_top_and_left_out_on_the_page():
    before = agenda_on(unfolded())
    assert len(before) > 10
    said = everything_said(unfolded()).replace("\\", "")
    assert "Not frozen yet: it changes with what is recorded." in said
    assert "Chair: The Commissioner" in said

    page = chosen("new")
    text(page, "What the item is").input("The budget of 2022 🗓️")
    number(page, "Its number on the agenda; empty to leave it where it falls").set_value(1)
    text(page, "Who speaks of it").input("Treasurer")
    number(page, "Minutes to spend on it").set_value(10)
    page = saved(page)
    first, *others = agenda_on(page)
    assert first == ("1", "The budget of 2022 🗓️", "Treasurer", "10 minutes")
    assert [row[1] for row in others] == [row[1] for row in before[: len(others)]]
    assert "10 minutes for 1 item, and " in everything_said(page)

    page = chosen("added 1")
    text(page, "Reason for leaving it out (empty: it stays on the agenda)").input("Not ready")
    page = saved(page)
    assert agenda_on(page) == before
    assert "The budget of 2022 🗓️: left out, Not ready" in everything_said(page).replace("\\", "")


def test_a_frozen_agenda_stays_and_what_changed_since_is_listed_on_the_page_and_printed(office):
    before = agenda_on(unfolded())
    page = freeze()
    assert "Nothing has changed since." in everything_said(page)
    reference = office_reference(office)

    added = schemas.NewAgendaEntry(meeting=REF, text="The budget")
    writes.record(office, added, by=BY, at=AT)
    page = unfolded()
    assert agenda_on(page) == before
    said = everything_said(page).replace("\\", "")
    assert f"Frozen on 28 February 2022 by {BY}, reference {reference}: it stays as it was" in said
    assert "Changed since it was frozen: 1" in said
    assert "New since: The budget" in said

    paper = docx_text(written_of("agenda", REF, "docx", DAY))
    assert squeezed(f"Frozen on 28 February 2022 by {BY}, reference {reference}") in paper
    assert squeezed("1 change since it was frozen: see Meetings.") in paper
    assert squeezed("The budget") not in paper
    assert all(squeezed(row[1].replace("\\", "")) in paper for row in before)


@pytest.mark.usefixtures("office")
def test_a_printed_agenda_has_room_for_a_speaker_and_a_time_where_none_is_named():
    printed = written_of("agenda", REF, "docx", DAY)
    rows = [row for table in word_document(printed).tables for row in table.rows]

    assert [cell.text for cell in rows[0].cells][2:] == ["Who speaks", "Time", "Outcome"]
    assert {cell.text for row in rows for cell in row.cells[2:]} == {
        "Who speaks",
        "Time",
        "Outcome",
        "",
    }


def test_a_topic_that_comes_again_on_an_agenda_is_continued(office):
    first = schemas.NewAgendaEntry(meeting=REF, item="action A6", place=1)
    writes.record(office, first, by=BY, at=AT)

    printed = written_of("agenda", REF, "docx", DAY)
    styled = [(each.style.name, each.text) for each in word_document(printed).paragraphs]
    headings = [words.split(": ") for style, words in styled if style == "Heading 2"]
    names = [name for name, *_ in headings]
    assert headings[0] == ["No date agreed", "1"]
    assert names.index("No date agreed, continued") > 1
    assert len({*names}) == len(names)


def office_reference(store):
    with store.reading() as connection:
        return connection.exec_driver_sql("SELECT sha256 FROM frozen_agenda").scalar()[:12]


def test_a_meeting_that_was_moved_after_its_agenda_was_frozen_says_so(office):
    freeze()
    moved = schemas.MeetingCorrection(
        meeting=REF, kind=MeetingKind.BOARD, planned_on=date(2022, 4, 6)
    )
    writes.record(office, moved, by=BY, at=AT)

    said = everything_said(unfolded()).replace("\\", "")
    assert "The meeting was planned for 30 March 2022 then, and is now planned for 6 April" in said
    assert "Accountability board, planned for 6 April 2022" in said


def test_once_a_meeting_was_held_page_and_minutes_count_the_agenda_that_was_frozen_and_no_other(
    office, monkeypatch
):
    left_out = schemas.NewAgendaEntry(meeting=REF, item="action A6", left_out="Settled elsewhere")
    writes.record(office, schemas.NewAgendaEntry(meeting=REF, text="The budget"), by=BY, at=AT)
    writes.record(office, left_out, by=BY, at=AT)
    frozen = agenda_on(freeze())
    with office.reading() as connection:
        rows = connection.exec_driver_sql("SELECT topic, count(*) FROM frozen_item GROUP BY topic")
        topics = dict(map(tuple, rows))
    stand_on(PLANNED_FOR, monkeypatch)
    held = schemas.MeetingHeld(meeting=REF, held_on=PLANNED_FOR)
    writes.record(office, held, by=BY, at=datetime(2022, 3, 30, 18, tzinfo=UTC))

    page = unfolded("agenda", meeting=REF)
    assert agenda_on(page) == frozen
    lead = next(
        line for each in page.markdown for line in each.value.split("\n") if HAD_BEFORE_IT in line
    )
    assert "**1** item added by the office" in lead
    assert sum(int(number) for number in re.findall(r"\*\*(\d+)\*\*", lead)) == sum(topics.values())
    minutes = docx_text(written_of("minutes", REF, "docx", None))
    assert squeezed(text_of(words_of(lead))) in minutes
    listed = minutes.split(squeezed("What it had before it"))[1]
    for topic, items in topics.items():
        assert squeezed(f"{topic}: {items}") in listed.split(squeezed("Carried over"))[0]


def test_planning_a_meeting_proposes_the_next_of_its_series_with_chair_and_members(office):
    change = writes.validate(
        schemas.MeetingKindChange,
        kind=MeetingKind.BOARD,
        title="accountability board",
        is_board=True,
        chair="The Commissioner",
        members="Chief constable, chief prosecutor",
        every=4,
        unit="weeks",
        series_from=date(2022, 1, 5),
    )
    writes.record(office, change, by=BY, at=AT)

    page = opened("update", record="meeting-planned")
    box(page, "Which meeting is planned?").set_value(MeetingKind.BOARD.value).run()
    assert text(page, "Planned for").value == "27/04/2022"
    assert text(page, "Who chairs it").value == "The Commissioner"
    assert text(page, "Who comes").value == "Chief constable, chief prosecutor"


def test_planned_meetings_stand_above_those_held_and_those_not_recorded_as_held_are_said(
    office, monkeypatch
):
    for held_on in (date(2021, 8, 25), date(2022, 2, 23)):
        writes.record(
            office, schemas.NewMeeting(kind=MeetingKind.BOARD, held_on=held_on), by=BY, at=AT
        )
    stand_on(date(2022, 8, 31), monkeypatch)

    page = unfolded("meetings")

    assert [
        (name, held.replace("\xa0", " ")) for name, held, *_ in rows_under(page, "Meeting")
    ] == [
        ("Accountability board", "planned for 30 March 2022, not recorded as held"),
        ("Accountability board", "23 February 2022"),
        ("Accountability board", "25 August 2021"),
    ]
