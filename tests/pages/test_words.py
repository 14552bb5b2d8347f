"""The page of words tells what a closed section holds."""

from tests.pages.conftest import html_of


def test_a_closed_section_of_words_names_the_first_of_them(open_page):
    closed = [body for body in html_of(open_page("words")) if "<summary>" in body]

    assert "<summary>29 words: inspection, answer, draft, stance, comment, remark," in closed[0]
    assert all(", …</summary>" in body for body in closed if "<summary>8 words" not in body)
