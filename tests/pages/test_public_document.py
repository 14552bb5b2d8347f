"""The edition for the public as a document says what *Safe to say in public* says, and no more."""

import re

import pytest

from tests.pages.test_documents import ADDRESS, DAY, READERS, assert_all_in
from tests.pages.test_publication import MAKE
from tests.shown_tables import tables_of
from tests.ui.papers.paper_files import pdf_tags, squeezed, word_document
from ui import reads
from ui.papers.briefing_view import briefing_view
from ui.papers.paper import Bullets, Heading, text_of
from ui.papers.paper_command import document
from ui.papers.public_edition import ABOUT_PUBLIC, edition_of_view, public_paper

# The figures of measures that have nothing to quote: the document only names these.
NOT_QUOTED = ("withheld", "nothing\u00a0recorded")
PERIOD = re.compile(r", [A-Z][a-z]+ \d{4} to .*")
OF_CONTROLS = (
    "Demonstration: not real. Invented progress",
    "As at 28 February 2022",
    "OFFICIAL-SENSITIVE",
    "It may take a minute",
    "Shows this view as at",
    ABOUT_PUBLIC,
)


def made(as_format, on):
    return document("public", as_format, on, None, None, None, ADDRESS)


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


@pytest.fixture
def page(open_page):
    """The page after somebody asked for the edition, with every fold open."""
    made = open_page("publication")
    made.button(key=MAKE).click().run()
    folds = [fold.key for fold in made.expander if fold.key]
    for fold in folds:
        made.session_state[fold] = True
    return made.run()


def rows_of(page):
    """The rows of every table of the page."""
    return [[*row] for each in tables_of(page) for row in each.value.itertuples(index=False)]


def test_every_figure_and_sentence_of_the_page_is_in_the_document(page, texts):
    cells = [cell for row in rows_of(page) if row[1] not in NOT_QUOTED for cell in row]
    lines = [
        re.sub(r"^- ", "", line)
        for each in (*page.markdown, *page.caption)
        for line in each.value.split("\n")
        if line and not line.startswith(OF_CONTROLS)
    ]

    assert len(cells) > 200
    for text in texts.values():
        assert [cell for cell in cells if squeezed(cell) not in text] == []
    assert_all_in([line.split(" As at 31 January 2022.")[0] for line in lines], texts)


def test_what_is_withheld_is_named_under_its_topic_and_fills_no_table(page, files, texts):
    """A small force would be handed page after page of it."""
    withheld = [row[0] for row in rows_of(page) if row[1] in NOT_QUOTED]
    tables = [
        cell.text
        for table in word_document(files["docx"]).tables
        for row in table.rows
        for cell in row.cells
    ]

    assert len(withheld) > 5
    assert [cell for cell in tables if cell in NOT_QUOTED or "not be quoted" in cell] == []
    for text in texts.values():
        assert [name for name in withheld if squeezed(PERIOD.sub("", name)) not in text] == []


def test_every_area_is_in_the_document_and_not_only_the_one_chosen(page, texts):
    for area in page.selectbox(key="quoted-area").options:
        for text in texts.values():
            assert squeezed(area) in text


def test_it_is_marked_for_publication_and_bears_its_day_and_link(files, texts):
    for text in texts.values():
        assert "OFFICIAL-SENSITIVE" not in text
        for said in (
            "As at: 31 January 2022",
            f"To see it again: {ADDRESS}safe-to-say-in-public?as_at=2022-02-28",
        ):
            assert squeezed(said) in text
    for said in ("Edition for publication", "Demonstration: not real"):
        assert squeezed(said) in texts["pdf"]
    assert pdf_tags(files["pdf"]).count("Table") >= 8


def test_what_is_withheld_in_two_periods_is_named_once(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("small"))
    view = briefing_view(reads.store_state(), None, None)
    found = edition_of_view(view)
    assert found
    sections = public_paper(view, found, ADDRESS).sections
    [of_reviews] = [each for each in sections if "Right to Review" in each.heading]
    lists = [each for each in of_reviews.blocks if isinstance(each, Bullets)]
    names = [text_of(item) for each in lists for item in each.items]

    assert [each.text for each in of_reviews.blocks if isinstance(each, Heading)] == [
        "Withheld: October 2021 to December 2021, as at 31 January 2022; April 2020 to March 2021, "
        "as at 30 April 2021"
    ]
    assert len(names) == len({*names}) > 10


def test_before_any_quarter_is_counted_no_edition_is_made(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("starter"))
    answer = made("docx", None)

    assert answer.content == b""
    assert re.match(
        r"There is no edition for the public on .+\. No quarter has been counted", answer.fault
    )
