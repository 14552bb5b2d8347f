import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from tests.often import often
from ui.elements.composition import html_of_markdown
from ui.elements.markdown import plain

TAG = re.compile("<[^>]*>")


def sent(draw):
    """What ``draw`` sends, in order: the HTML of a piece, or the kind of another element."""
    test = AppTest.from_function(draw, default_timeout=120).run()
    assert not test.exception
    return [
        each.proto.body if each.type == "html" else each.type
        for each in test.main
        if isinstance(each, Element)
    ]


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
        "one -> two",
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


def test_the_words_of_a_section_are_one_piece_up_to_what_a_reader_presses():
    def draw():
        from ui.elements import layout, prose  # noqa: PLC0415
        from ui.elements.pop_ups import draw_control  # noqa: PLC0415

        with layout.section("late", "Late"):
            prose.markdown("**Two** actions.")
            prose.caption("As at today.")
            draw_control("more", "More", "link", list)
            prose.words("Both are late.")
            prose.markdown(":gray[not recorded]")
        prose.words("Below.")

    assert sent(draw) == [
        '<div class="pieces"><h2 id="late">Late</h2>'
        '<div class="words"><p><strong>Two</strong> actions.</p></div>'
        '<div class="words small"><p>As at today.</p></div></div>',
        '<div class="pieces"><div class="words"><p>Both are late.</p></div></div>',
        "markdown",
        "markdown",
    ]


def test_in_a_row_and_among_controls_each_is_a_piece_of_its_own():
    def draw():
        from ui.elements import layout, prose  # noqa: PLC0415

        with layout.section("late", "Late", has_controls=True):
            prose.words("One.")
            with layout.side_by_side("numbers"):
                prose.words("Two.")
                prose.words("Three.")

    assert sent(draw) == ["header", "markdown", "markdown", "markdown"]


def test_a_page_that_ends_within_a_section_has_what_was_said_before():
    def draw():
        from ui.elements import composition, layout, prose  # noqa: PLC0415

        with layout.section("late", "Late"):
            prose.words("Said before the page ends.")
            composition.stop()

    assert sent(draw) == [
        '<div class="pieces"><h2 id="late">Late</h2>'
        '<div class="words"><p>Said before the page ends.</p></div></div>'
    ]
