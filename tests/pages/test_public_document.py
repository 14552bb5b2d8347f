"""The edition for the public as a document says what *Safe to say in public* says, and no more."""

import pytest

from tests.pages.test_documents import ADDRESS, DAY, READERS
from tests.pages.test_publication import edition
from tests.shown_tables import tables_of
from tests.ui.papers.paper_files import pdf_tags, squeezed
from ui.papers.paper_command import document


@pytest.fixture(scope="module")
def files(store_for):
    """The edition of the demonstration in each format."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URL", store_for("demonstration"))
        answers = {
            each: document("public", each, DAY, None, None, None, ADDRESS) for each in READERS
        }
    assert [answer.fault for answer in answers.values()] == ["", ""]
    return {each: answer.content for each, answer in answers.items()}


@pytest.fixture(scope="module")
def texts(files):
    return {each: READERS[each](content) for each, content in files.items()}


def test_every_figure_and_sentence_of_the_page_is_in_the_document(open_page, texts):
    page = open_page("publication")
    cells = [cell for each in tables_of(page) for row in each.value.values for cell in row]

    assert len(cells) > 200
    for text in texts.values():
        assert [cell for cell in (*cells, *edition().ready) if squeezed(cell) not in text] == []
        for area in page.selectbox(key="quoted-area").options:
            assert squeezed(area) in text


def test_it_is_marked_for_publication_and_bears_its_day(files, texts):
    for text in texts.values():
        assert "OFFICIAL-SENSITIVE" not in text
        assert squeezed("As at: 28 February 2022") in text
    for said in ("Edition for publication", "Demonstration: not real"):
        assert squeezed(said) in texts["pdf"]
    assert pdf_tags(files["pdf"]).count("Table") >= 8
