import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from tests.often import often
from ui.elements.markdown import plain
from ui.serving.merged_pieces import html_of_markdown, merge_pieces

TAG = re.compile("<[^>]*>")
HEADING = '<div class="stHeading"><div data-testid="stMarkdownContainer">{}</div></div>'


def words(sentence, kind="stMarkdownContainer"):
    return f'<div class="stMarkdown"><div data-testid="{kind}"><p>{sentence}</p></div></div>'


def caption(sentence):
    return words(sentence, "stCaptionContainer")


def piece(*parts):
    return f'<div class="pieces">{"".join(parts)}</div>'


def pieces_of(draw):
    """What ``draw`` sends in a container, in order: the HTML of a piece, or the kind of another."""

    def page(draw):
        import streamlit  # noqa: PLC0415

        from ui.serving.merged_pieces import send_held  # noqa: PLC0415

        with streamlit.container():
            draw(streamlit)
        send_held()

    test = AppTest.from_function(page, args=(draw,)).run()
    assert not test.exception
    return [
        each.proto.body if each.type == "html" else each.type
        for each in test.main
        if isinstance(each, Element)
    ]


@pytest.fixture
def merged(monkeypatch):
    """Sends neighbours as one piece until the test ends."""
    for name in ("_enqueue", "_block"):
        monkeypatch.setattr(DeltaGenerator, name, getattr(DeltaGenerator, name))
    merge_pieces()


# Markdown


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("A sentence.", "<p>A sentence.</p>"),
        ("**Two** words\\: one\\_line.", "<p><strong>Two</strong> words: one_line.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("[below](#here)", '<p><a href="#here">below</a></p>'),
        (
            "[a voice](words?word=voice)",
            '<p><a href="words?word=voice" target="_blank" rel="noopener noreferrer">a voice</a>'
            "</p>",
        ),
        ("1 \\< 2 \\& 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_sentences_and_plain_lists_are_drawn_as_html(text, drawn):
    assert html_of_markdown(text) == drawn


@pytest.mark.parametrize(
    "text",
    [
        ":gray[not recorded]",
        ":material/info: A note.",
        "`code`",
        "$x$",
        "~~gone~~",
        "<b>bold</b>",
        "| a | b |\n| - | - |",
        "# Heading",
        "![a picture](x.png)",
        "> quoted",
        "1. first",
        "https://example.org",
        "somebody@example.org",
        "from -- to",
        "one -> two",
        "a\n\n---\n\nb",
    ],
)
def test_all_other_marks_are_left_to_streamlit(text):
    assert html_of_markdown(text) is None


@often(400)
@given(st.text())
def test_nothing_that_somebody_typed_becomes_more_than_a_sentence_or_a_list(text):
    drawn = html_of_markdown(plain(text)) or ""

    assert {*TAG.findall(drawn)} <= {
        f"<{end}{name}>" for name in ("p", "ul", "li") for end in ("", "/")
    }


# Pieces


@pytest.mark.usefixtures("merged")
def test_words_headings_and_tables_that_stand_together_are_one_piece():
    def draw(page):
        page.header("Late", anchor="late")
        page.html('<div class="rows">A table</div>')
        page.caption("As at today.")
        page.button("Press")
        page.subheader("**Two** actions")
        page.markdown("Both are late.")

    table = '<div class="rows">A table</div>'
    assert pieces_of(draw) == [
        piece(HEADING.format('<h2 id="late">Late</h2>'), table, caption("As at today.")),
        "button",
        piece(HEADING.format("<h3><strong>Two</strong> actions</h3>"), words("Both are late.")),
    ]


@pytest.mark.usefixtures("merged")
def test_a_title_is_sent_at_once_and_what_can_be_opened_stays_apart():
    def draw(page):
        page.title("Plan")
        page.html('<div class="rows"><details>Closed</details></div>')
        page.html('<nav class="contents">Contents</nav>')
        page.markdown("Open.", help="More")

    assert pieces_of(draw) == [
        "title",
        '<div class="rows"><details>Closed</details></div>',
        '<nav class="contents">Contents</nav>',
        "markdown",
    ]


@pytest.mark.usefixtures("merged")
def test_in_a_row_in_another_container_and_in_a_kept_place_each_is_a_piece():
    def draw(page):
        place = page.empty()
        page.markdown("One.")
        with page.container(horizontal=True):
            page.markdown("Two.")
            page.markdown("Three.")
        page.markdown("Four.")
        place.markdown("Nought.")

    assert pieces_of(draw) == [
        "markdown",
        piece(words("One.")),
        "markdown",
        "markdown",
        piece(words("Four.")),
    ]


@pytest.mark.usefixtures("merged")
def test_a_part_that_runs_by_itself_sends_each_piece():
    def draw(page):
        @page.fragment
        def part():
            page.markdown("One.")
            page.markdown("Two.")

        part()

    assert pieces_of(draw) == ["markdown", "markdown"]


def test_where_nothing_merges_pieces_each_is_sent_by_itself():
    def draw(page):
        page.markdown("One.")
        page.markdown("Two.")

    assert pieces_of(draw) == ["markdown", "markdown"]
