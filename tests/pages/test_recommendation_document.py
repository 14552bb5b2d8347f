"""The history of a recommendation says what its page says on the same day, in order."""

import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.pages.conftest import figures_of
from tests.pages.test_documents import ADDRESS, DAY, READERS, assert_all_in
from tests.papers_of_pages import written_of
from tests.shown_tables import tables_of
from tests.ui.papers.paper_files import pdf_tags, squeezed, word_document
from ui.elements.markdown import NOTHING
from ui.papers.documents import ABOUT_HISTORY

NUMBER = "4"
# A page has some 60; one that only a note reaches has five with its head and foot.
FEWEST_LINES = 20
# What the page says of its own controls, and of its single measures, which the document lists.
OF_CONTROLS = (
    "Demonstration: not real. Invented progress",
    "Rape inspection, phase one. As at",
    "As at 28 February 2022",
    "OFFICIAL-SENSITIVE",
    "More about these figures:",
    "Source: ",
    ABOUT_HISTORY,
)


def made(as_format, recommendation=NUMBER, on=DAY):
    return written_of("recommendation", recommendation, as_format, on, ADDRESS)


@pytest.fixture(scope="module")
def files(store_for):
    """The history of a recommendation of the demonstration in each format."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URL", store_for("demonstration"))
        return {each: made(each) for each in READERS}


@pytest.fixture(scope="module")
def texts(files):
    return {each: READERS[each](content) for each, content in files.items()}


def test_every_table_number_and_quotation_of_its_page_is_in_the_document(open_page, texts):
    page = open_page("recommendations", rec=NUMBER)
    tables = tables_of(page)
    cells = [
        cell
        for table in tables
        for row in (table.value.columns, *table.value.itertuples(index=False))
        for cell in row
    ]

    assert "Everything said and done, the oldest first" in [table.alt for table in tables]
    assert len(cells) > 150
    for text in texts.values():
        assert [cell for cell in cells if squeezed(cell) not in text] == []

    shown = figures_of(page)
    assert_all_in([f"{number}{title}" for number, title, *_ in shown], texts)
    assert_all_in([figure.note for figure in shown if figure.note], texts)

    quoted = [
        line.removeprefix("- ")
        for each in page.markdown
        for line in each.value.split("\n")
        if re.match(r"- \*\*[AE]\d", line)
    ]
    assert len(quoted) > 3
    assert_all_in(quoted, texts)


def test_every_sentence_of_its_page_is_in_the_document(open_page, texts):
    page = open_page("recommendations", folded=True, rec=NUMBER)
    lines = [
        re.sub(r"^(?:- |> )", "", line)
        for each in (*page.markdown, *page.caption, *page.subheader)
        for line in each.value.split("\n")
        if line and not line.startswith(OF_CONTROLS)
    ]

    assert len(lines) > 10
    assert_all_in(lines, texts)


def test_it_names_its_day_inspection_link_and_that_it_is_invented(files, texts):
    for text in texts.values():
        for said in (
            "Recommendation 4:",
            "As at: 28 February 2022",
            "Inspection: Rape inspection, phase one",
            f"To see it again: {ADDRESS}recommendations?as_at=2022-02-28&inspection=rape-1&rec=4",
            "Demonstration: not real",
            "Parts reported complete: 0 of 1",
        ):
            assert squeezed(said) in text
    assert "OFFICIAL-SENSITIVE" in texts["pdf"]
    assert pdf_tags(files["pdf"]).count("Table") >= 8


def test_a_recommendation_of_which_nothing_is_recorded_says_so(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("starter"))
    answer = made("docx")
    text = READERS["docx"](answer)

    for said in ("No position has been recorded yet.", "No evidence has been recorded."):
        assert squeezed(said) in text


def test_a_history_without_a_response_names_the_report_and_says_that_none_is_held(
    store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("starter"))
    text = READERS["docx"](made("docx", "nom-2024/3", date(2026, 1, 1)))

    assert squeezed("No response to 1 part is held here.") in text
    assert squeezed("paragraph 3 of the inspectorates’ report.") in text
    assert squeezed("response addresses everything") not in text


def test_a_history_of_what_others_are_asked_claims_no_action_and_sets_states_apart(
    store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    text = READERS["docx"](made("docx", "10"))

    assert squeezed("No part of it is for the force or the CPS Area, so none is listed") in text
    assert squeezed("has an action, an owner") not in text
    assert squeezed("left to another body. “Recommendation 8 -13 are not aimed") in text


def test_the_history_of_what_other_bodies_are_asked_has_no_line_or_table_of_nothing(
    store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    pages = PdfReader(BytesIO(made("pdf", "9"))).pages
    lines = [line.strip() for page in pages for line in page.extract_text().splitlines()]

    assert [line for line in lines if line.endswith((": –", "valid until –)"))] == []
    assert "Nothing is measured of it." in lines
    assert "• Whose: CPS nationally" in lines
    assert not [line for line in lines if "What it asks: " in line]
    assert len(pages) == 2


@pytest.mark.parametrize("kind", ["demonstration", "small", "starter"])
def test_no_page_of_a_history_but_its_last_is_nearly_empty(store_for, monkeypatch, kind):
    monkeypatch.setenv("STORE_URL", store_for(kind))
    lines = {
        (number, place): len(page.extract_text().splitlines())
        for number in range(1, 14)
        for place, page in enumerate(
            PdfReader(BytesIO(made("pdf", f"rape-1/{number}"))).pages[:-1], 1
        )
    }

    assert len(lines) > 30
    assert {where: number for where, number in lines.items() if number < FEWEST_LINES} == {}


def test_the_pages_of_a_history_stand_and_each_day_of_an_action_stays_whole(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    word = word_document(made("docx", "2"))
    [actions] = [each for each in word.tables if each.rows[0].cells[0].text == "Action"]
    dates = [row.cells[5].text.replace("\u00a0", " ") for row in actions.rows]
    pdf = PdfReader(BytesIO(made("pdf", "2")))
    lines = [line.strip() for page in pdf.pages for line in page.extract_text().splitlines()]

    assert len(word.sections) == 1
    assert word.sections[0].page_height > word.sections[0].page_width
    assert dates[0] == "Original date / Current date"
    assert {"31 March 2022 / 31 March 2022", NOTHING} <= {*dates}
    assert "31 March 2022 /" in [line.replace("\u00a0", " ") for line in lines]


def test_measures_without_a_figure_are_listed_with_their_targets(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("starter"))
    word = word_document(made("docx", "1"))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]

    assert cells.count("no figure yet") == 9
    text = READERS["docx"](made("docx", "5"))
    assert squeezed("every case: recommendation 5, first point") in text
