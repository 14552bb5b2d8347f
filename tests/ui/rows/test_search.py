"""Matches read as they were written, with only the words searched for marked."""

import re

from hypothesis import given
from hypothesis import strategies as st

from data_access.full_text_index import parse_terms
from tests.often import often
from tests.ui.elements.test_markdown import as_read
from ui.elements.markdown import html_of
from ui.rows.search import excerpt_text

LONG = 10_000


def test_the_words_looked_for_are_marked_as_they_stand():
    assert excerpt_text(
        "A victim’s right, the Victims’ Right", parse_terms("victim's rig"), LONG
    ) == ("A **victim’s** **right**, the **Victims**’ **Right**")


def test_a_long_text_is_shown_around_the_first_word_looked_for():
    text = "before " * 30 + "here it is " + "after " * 30

    shown = excerpt_text(text, parse_terms("here"), 100)

    assert shown == (
        "… before before before **here** it is after after after after after after after after "
        "after after after …"
    )
    assert excerpt_text(text, parse_terms("nowhere"), 30) == "before before before before …"
    assert excerpt_text("before " * 10 + "here", parse_terms("here"), 30).endswith(
        "before **here**"
    )
    assert "**here**" in excerpt_text("x" * 500 + "/here", parse_terms("here"), 100)
    assert excerpt_text("x" * 500, parse_terms("y"), 30) == "x" * 30 + " …"


def test_nothing_that_was_written_becomes_html_or_a_mark():
    written = "<script>alert(1)</script> **bold** [link](<https://x>) :red[x] `a` $b$ &amp;"

    shown = html_of(excerpt_text(written, parse_terms("alert"), LONG))

    assert re.findall("<[^>]*>", shown) == ["<strong>", "</strong>"]
    assert as_read(excerpt_text(written, parse_terms("alert"), LONG)) == written


@often(300)
@given(st.text(), st.text(max_size=5))
def test_any_text_is_read_as_it_was_written(text, typed):
    shown = html_of(excerpt_text(text, parse_terms(typed), LONG))

    assert set(re.findall("<[^>]*>", shown)) <= {"<strong>", "</strong>"}
