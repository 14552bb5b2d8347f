"""Words that stand together are sent together, and nothing is said otherwise for it."""

import html
import re
from collections.abc import Iterator

import pytest

from tests.pages.opening import opened
from ui import pages
from ui.elements import composition

# HTML that stands for the end of a line of words.
BLOCK = re.compile(r"</?(?:p|div|li|ul|h\d|table|tr|t[hd]|thead|tbody|section|nav|summary)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
# What Streamlit's Markdown has besides the words.
LINK, MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)"), re.compile(r"\*\*|\\(?=\W)|(?<=\s)[*-] ")


def words_of(page) -> list[str]:
    """The words of a page in order, without the marks by which they are sent."""
    return " ".join(_texts(page.main)).split()


def _texts(block) -> Iterator[str]:
    for _, child in sorted(block.children.items()):
        if hasattr(child, "children"):
            yield from _texts(child)
        elif child.type == "html":
            yield html.unescape(TAG.sub("", BLOCK.sub(" ", child.proto.body)))
        elif child.type in {"markdown", "caption", "header", "subheader"}:
            yield MARKS.sub("", LINK.sub(r"\1", f"\n{child.value}"))
        else:
            yield f"[{child.type}]"


@pytest.mark.parametrize("which", pages.PAGES, ids=lambda which: which.file)
def test_a_page_says_the_same_in_the_same_order_however_its_words_are_sent(
    which, store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    apart = opened(which.file)
    monkeypatch.setattr(composition, "IS_COMPOSED", True)
    together = opened(which.file)

    assert words_of(together) == words_of(apart)
    assert len(list(together.main)) <= len(list(apart.main))
