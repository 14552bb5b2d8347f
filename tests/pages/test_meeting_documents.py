"""The documents of a meeting say what the page *Meetings* says of it on the same day."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from data_access import schemas, writes
from data_access.vocabulary import MeetingKind
from metrics.meetings.agenda import ASKED_EARLIER, DECIDED_EARLIER
from metrics.meetings.meeting_agenda import SINCE_LAST
from tests.pages.conftest import rows_under
from tests.papers_of_pages import ADDRESS, written_of
from tests.shown_tables import tables_of
from tests.ui.papers.paper_files import docx_text, pdf_text, squeezed, word_document
from ui.papers.minutes import NOTHING_OPEN
from ui.papers.paper import text_of, words_of

DAY = date(2022, 2, 28)
FIRST_BOARD = "board-2021-09-29"
BOARD, PERFORMANCE = "board-2022-01-26", "performance-2022-02-17"


@pytest.fixture
def make(store_for, monkeypatch):
    """Makes a document of a meeting of a store as at a day."""

    def made(kind, meeting, as_format="docx", on=DAY, store="demonstration"):
        monkeypatch.setenv("STORE_URL", store_for(store))
        return written_of(kind, meeting, as_format, on)

    return made


def squeezed_words(marked):
    return squeezed(text_of(words_of(marked)))


def lines_of(page):
    """Each line of the running text of a page, without the marks of lists."""
    return [line.removeprefix("- ") for each in page.markdown for line in each.value.split("\n")]


def cells_of(docx):
    """The rows of every table of a Word document."""
    return [
        [tuple(cell.text for cell in row.cells) for row in table.rows]
        for table in word_document(docx).tables
    ]


@pytest.mark.parametrize("meeting", [BOARD, PERFORMANCE])
def test_the_agenda_of_a_meeting_held_has_the_items_of_the_page(open_page, make, meeting):
    rows = rows_under(open_page("meetings", meeting=meeting, as_at="2022-02-28"), "No.")
    text = docx_text(make("agenda", meeting))

    # What is still open of earlier meetings has tables of its own in the paper.
    elsewhere = (SINCE_LAST, DECIDED_EARLIER, ASKED_EARLIER)
    listed = [item for _, item, topic, *_ in rows if topic not in elsewhere]
    assert listed != []
    assert [item for item in listed if squeezed(item) not in text] == []


def test_the_agenda_of_the_next_meeting_of_a_kind_is_the_page_with_no_meeting_chosen(
    open_page, make
):
    page = open_page("meetings", as_at="2022-02-28")
    said = {kind: docx_text(make("agenda", kind)) for kind in ("board", "performance")}

    for alt in ("Open decisions", "Open questions"):
        (table,) = (each.value for each in tables_of(page) if each.alt == alt)
        for row in table.itertuples(index=False):
            assert all(squeezed("".join(row)) in text for text in said.values())


def test_an_agenda_as_pdf_says_what_it_says_as_word(make):
    word, pdf = (make("agenda", BOARD, each) for each in ("docx", "pdf"))

    for said in (
        "Agenda: Accountability board, 26 January 2022",
        "Held: 26 January 2022",
        "Lists: what stood on 26 January 2022",
        f"To see it again: {ADDRESS}meetings?as_at=2022-02-28&meeting={BOARD}",
        "It had before it:",
        "Demonstration: not real",
        "OFFICIAL-SENSITIVE. Reference",
    ):
        assert squeezed(said) in pdf_text(pdf)
        if "OFFICIAL" not in said:
            assert squeezed(said.removesuffix("Demonstration: not real")) in docx_text(word)
    rows = [row for table in cells_of(word) for row in table]
    assert [squeezed("".join(row)) in pdf_text(pdf) for row in rows] == [True] * len(rows)


@pytest.mark.parametrize(
    ("store", "says"),
    [
        ("empty", "This store holds no inspection yet."),
        (
            "starter",
            "Contradictions; Decided earlier and not done; Asked earlier and not answered.",
        ),
    ],
)
def test_the_agenda_of_a_store_with_nothing_says_so(make, store, says):
    answer = make("agenda", "board", on=None, store=store)
    text = docx_text(answer)

    assert squeezed("Agenda: the next board") in text
    assert squeezed("Planned for: no day is recorded") in text
    assert squeezed(says) in text


def test_meetings_offers_documents_of_the_meeting_chosen_or_agendas_of_the_next_ones(
    open_page,
):
    def offered(**address):
        page = open_page("meetings", as_at="2022-02-28", **address)
        return [each.proto.label for each in page.get("download_button")]

    assert [each for each in offered() if each.startswith("Agenda")] == [
        f"Agenda, the next {words} ({name})"
        for words in ("board", MeetingKind.PERFORMANCE)
        for name in ("Word", "PDF")
    ]
    assert [each for each in offered(meeting=BOARD) if "board, 26" in each] == [
        f"{kind}, Accountability board, 26 January 2022 ({name})"
        for kind in ("Draft minutes", "Agenda")
        for name in ("Word", "PDF")
    ]


@pytest.mark.parametrize("meeting", [BOARD, PERFORMANCE])
def test_minutes_have_every_row_and_the_sentence_of_the_page_of_their_meeting(
    open_page, make, meeting
):
    page = open_page("meetings", meeting=meeting, as_at="2022-02-28")
    [lead] = [
        f"{before} {line}"
        for before, line in pairwise(filter(None, lines_of(page)))
        if line.startswith("It had before it")
    ]
    of_page = ("What the meeting decided", "What it asked", "What it judged")
    rows = [
        tuple(squeezed(cell) for cell in row)
        for each in tables_of(page)
        if each.alt in of_page
        for row in (each.value.columns, *each.value.itertuples(index=False))
    ]
    content = make("minutes", meeting)
    written = [
        tuple(squeezed(cell) for cell in row)
        for table in cells_of(content)
        for row in table
        if not any("Open at" in head for head in table[0])
    ]

    assert len(rows) > 1
    assert written == rows
    assert "f what it decided and asked" in lead
    text = docx_text(content)
    assert squeezed_words(lead) in text


def test_minutes_say_that_they_are_a_draft_what_they_leave_out_and_what_was_carried_over(make):
    content = make("minutes", BOARD, "pdf")

    for said in (
        "Draft minutes, made from what was recorded: Accountability board, 26 January 2022",
        "Nobody has approved these minutes.",
        "Draft: not approved",
        "those recorded in Meeting mode are listed with their item; others are recorded by day",
        f"To see it again: {ADDRESS}meetings?as_at=2022-02-28&meeting={BOARD}",
        "No decision is open; 5 questions not answered, 3 of them late. Of earlier meetings",
        "Asked earlier and not answered: 5",
        "27 October 2021 24 November 2021 63 days late 2 meetings",
        "24 November 2021 17 December 2021 40 days late 1 meeting",
    ):
        assert squeezed(said) in pdf_text(content)
    for said in ("Recorded of this meeting", "Decided earlier and not done"):
        assert squeezed(said) not in pdf_text(content)
    silent = docx_text(make("minutes", PERFORMANCE))
    for said in ("Asked: 0 Nothing asked is recorded.", "Judged: 0 No judgement is recorded."):
        assert squeezed(said) in silent
    silent = docx_text(make("minutes", FIRST_BOARD))
    assert squeezed(NOTHING_OPEN) in silent
    for said in ("counts the meetings of this kind", "Asked earlier and not answered"):
        assert squeezed(said) not in silent


@pytest.mark.parametrize("meeting", [BOARD, PERFORMANCE])
def test_minutes_carry_over_what_the_agenda_of_their_meeting_has_as_open_business(make, meeting):
    minutes, agenda = (cells_of(make(kind, meeting)) for kind in ("minutes", "agenda"))
    carried = [row[:-1] for rows in minutes if "Open at" in rows[0] for row in rows[1:]]
    listed = [row[1:-1] for rows in agenda if "Who speaks" not in rows[0] for row in rows[1:]]

    assert len(carried) >= 5
    assert carried == listed


def test_a_planned_meeting_has_an_agenda_with_its_day(file_store, monkeypatch):
    planned = schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=date(2022, 3, 30))
    ref = str(writes.record(file_store, planned, by="Office", at=datetime(2022, 2, 1, tzinfo=UTC)))
    monkeypatch.setenv("STORE_URL", file_store.url.render_as_string(hide_password=False))

    for meeting in (ref, "board"):
        text = docx_text(written_of("agenda", meeting, "docx", DAY))
        assert squeezed("Agenda: Accountability board, planned for 30 March 2022") in text
        assert squeezed("Planned for: 30 March 2022") in text
    assert squeezed("no day is recorded") in docx_text(
        written_of("agenda", "performance", "docx", DAY)
    )
