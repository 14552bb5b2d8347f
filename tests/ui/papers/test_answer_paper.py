"""The paper of an answer has the four sections of the answer of 2021, and says if it is a draft."""

from datetime import UTC, date, datetime

import pytest

from data_access import writes
from data_access.schemas import NewDraftOpening
from data_access.vocabulary import DocumentFormat, Voice
from tests import arriving_inspection as arriving
from tests.arriving_inspection import AT, BY, DRAFTED_ON, REF
from tests.data_access.contents import rows
from tests.papers_of_pages import answer_of
from tests.ui.papers.paper_files import docx_text, pdf_text, squeezed
from ui import reads
from ui.papers.briefing_view import briefing_view
from ui.papers.paper import texts_in
from ui.papers.paper_worker import written

ADDRESS = "https://rasso.example.org/"
SECTIONS = [
    "1.0 Summary of key findings",
    "2.0 Recommendations",
    "3.0 Chief Constable’s comments",
    "4.0 Police and Crime Commissioner’s response",
]
LATER = datetime(2022, 1, 28, 15, tzinfo=UTC)


@pytest.fixture
def office(file_store, monkeypatch):
    """A store with a drafted answer, which papers read."""
    monkeypatch.setenv("STORE_URL", str(file_store.url))
    arriving.load(file_store)
    for voice in (Voice.FORCE, Voice.OPCC):
        new = NewDraftOpening(
            inspection=REF,
            voice=voice,
            comment=f"The {voice} welcomes the report.\nIt is clear.",
            closing=f"The {voice} will go on.",
            effective_on=DRAFTED_ON,
        )
        writes.record(file_store, new, by=BY, at=AT)
    arriving.draft(file_store, but=(f"{REF}/2",))
    return file_store


def paper_of(day):
    return answer_of(briefing_view(reads.store_state(), day, REF), REF, ADDRESS)


def section(paper, heading):
    [found] = [each for each in paper.sections if each.heading == heading]
    texts = texts_in(paper)
    after = list(texts)
    start = after.index(found.heading) + 1
    others = [each.heading for each in paper.sections]
    end = next((place for place in range(start, len(after)) if after[place] in others), len(after))
    return after[start:end]


def test_an_answer_does_not_say_that_a_report_makes_only_what_is_held_of_it(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("starter"))
    view = briefing_view(reads.store_state(), date(2026, 1, 1), "nom-2024")
    paper = answer_of(view, "nom-2024", ADDRESS)

    assert section(paper, SECTIONS[1])[:2] == [
        "2 recommendations of the report stand here; of 2, something is asked of the force or of "
        "the CPS Area.",
        "Recommendation 3",
    ]


def publish(store):
    for voice in arriving.voices(f"{REF}/2"):
        arriving.say(store, f"{REF}/2", voice)
    ids = {Voice(row["voice"]): row["id"] for row in rows(store, "draft_statement")}
    arriving.approve(store, *ids, newest=ids)
    writes.record(store, arriving.published(max(ids.values())), by=BY, at=LATER)


@pytest.mark.usefixtures("office")
def test_a_draft_has_the_four_sections_and_names_first_what_is_missing():
    paper = paper_of(date(2022, 1, 15))

    assert [each.heading for each in paper.sections] == ["What is missing", *SECTIONS]
    assert paper.mark == "Draft, version 28: not published"
    assert paper.title == (
        "Police and Crime Commissioner’s response to An inspection of what victims of rape are told"
    )
    assert section(paper, SECTIONS[1])[0].startswith("The report makes 10 recommendations; of ")
    assert section(paper, SECTIONS[0]) == ["Victims are told late.", "Letters are hard to read."]
    comments = section(paper, SECTIONS[2])
    assert comments[:4] == [
        "The force welcomes the report.",
        "It is clear.",
        "Recommendation 1: Tell victims better, way 1",
        f"The force will change how victims are told, for {REF}/1.",
    ]
    assert comments[4] == (
        f"Accepted. Planned: Rewrite the letter for {REF}/1. Owner: Devon and Cornwall Police, "
        "Detective superintendent. To be done by 30 June 2022. Measured by: Victims told in time. "
        f"Shown by: The new letter for {REF}/1."
    )
    assert comments[5:7] == ["Recommendation 2: Tell victims better, way 2", "Nothing is said yet."]
    assert [each for each in comments if each.startswith("Comments of the CPS")] == [
        "Comments of the CPS",
        "Comments of the CPS on recommendation 3: Tell victims better, way 3",
        "Comments of the CPS on recommendation 9a: Tell victims better, way 9",
    ]
    response = section(paper, SECTIONS[3])
    assert "Accepted. No action is taken or proposed: It is for the Home Office to do." in response
    assert response[-1] == "The opcc will go on."


def test_published_it_bears_no_mark_and_each_quote_of_the_store_stands_at_its_place(office):
    publish(office)
    paper = paper_of(date(2022, 1, 28))

    assert [each.heading for each in paper.sections] == SECTIONS
    assert (paper.mark, paper.marking) == ("", "Published")
    assert ADDRESS not in "\n".join(texts_in(paper))
    assert ADDRESS in "\n".join(texts_in(paper_of(date(2022, 1, 15))))
    assert "not published" not in "\n".join(texts_in(paper))
    for number, heading in (("3", SECTIONS[2]), ("4", SECTIONS[3])):
        said = [
            text
            for text in section(paper, heading)
            if not text.startswith(("Recommendation", "Comments of"))
        ]
        for row in rows(office, "stated_position"):
            if row["requirement"].startswith(REF) and row["quote_section"] == number:
                assert row["quote"] in said[row["quote_paragraph"] - 1]


@pytest.mark.parametrize(("as_format", "text_of"), [("docx", docx_text), ("pdf", pdf_text)])
def test_a_draft_says_so_on_paper_whatever_was_typed(office, as_format, text_of):
    arriving.say(office, f"{REF}/2", Voice.FORCE, comment="نعم \U0001f46e \u202e yes")
    paper = paper_of(date(2022, 1, 15))

    made = text_of(written(paper, DocumentFormat(as_format)))

    assert squeezed("State: Draft, version 29: not published.") in made
    assert squeezed(SECTIONS[3]) in made
