"""The page of words tells what a closed section holds."""

import re

from tests.pages.conftest import html_of

LABEL = re.compile(r"<summary>(\d+) words?: (.*?)</summary>")


def test_a_closed_section_of_words_names_the_first_of_them(open_page):
    labels = [label for body in html_of(open_page("words")) for label in LABEL.findall(body)]

    assert labels[0][0] == "29"
    assert labels[0][1].startswith("inspection, answer, draft, stance, comment, remark, ")
    for number, words in labels:
        assert len(words.split(", ")) == min(int(number), 8) + (int(number) > 8)
        assert words.endswith(", …") == (int(number) > 8)
