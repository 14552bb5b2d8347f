"""A cell's marks become HTML, and what was typed stays what was typed."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shown_tables import table_in
from ui.elements.bars import LATE, bar, dot, square
from ui.elements.markdown import html_of, plain, quiet, quoted
from ui.elements.state_badges import badge
from ui.rows.cell_format import link_cell

AROUND = (
    '<div class="rows"><table aria-label="One cell"><tr><th>Cell</th></tr>'
    "<tr><td>{cell}</td></tr></table></div>"
)


# Each character that turns round the text after it is shown as a mark, and nothing else is changed.
TURNS_MARKED = str.maketrans(
    dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\ufffd")
)


def as_read(words: str) -> str:
    """A cell as a browser shows it."""
    return str(table_in(AROUND.format(cell=html_of(words))).value["Cell"].item())


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "a"
        self.targets.append(str(dict(attrs)["href"]))


def targets(written: str) -> list[str]:
    """The targets of the links in a piece of HTML, which must contain nothing else."""
    links = _Links()
    links.feed(written)
    return links.targets


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("14 days late", "14 days late"),
        ("**14 days** late", "<strong>14 days</strong> late"),
        (badge("overdue"), '<span class="badge red">overdue</span>'),
        (badge(None), "–"),
        (bar(1, 3), '<span class="bar " style="--length: 34%">1</span>'),
        (bar(1200, 1200, LATE), '<span class="bar late" style="--length: 100%">1,200</span>'),
        (bar(0, 0), '<span class="bar " style="--length: 0%">0</span>'),
        (dot("85%", 0.85), '<span class="dot" style="--at: 85">85%</span>'),
        (dot("4%", 0.041, 0), '<span class="dot" style="--at: 4; --ring: 0">4%</span>'),
        (square(25, 100), '<span class="square " style="--length: 50%">25</span>'),
        (square(0, 0), '<span class="square " style="--length: 0%">0</span>'),
        (quiet("nothing recorded"), '<span class="gray">nothing recorded</span>'),
        (
            link_cell("Minutes [draft]", "https://example.org/a?b=1&c=2"),
            '<a href="https&#58;//example.org/a?b=1&amp;c=2" target="_blank" '
            'rel="noopener noreferrer">Minutes &#91;draft&#93;</a>',
        ),
        (
            f"**{badge('overdue')}**, said",
            '<strong><span class="badge red">overdue</span></strong>, said',
        ),
        (r"\[c\]", "&#91;c&#93;"),
        ("at 14:30 [two] of <three> & four", "at 14:30 [two] of &lt;three&gt; &amp; four"),
    ],
)
def test_each_mark_has_one_meaning(words, meant):
    assert html_of(words) == meant


@given(st.text())
def test_whatever_was_typed_is_read_as_it_was_typed(typed):
    assert as_read(plain(typed)) == " ".join(typed.translate(TURNS_MARKED).split())


@given(st.text(alphabet="*[]()<>:\\&\"'ab-d `_#/!", min_size=1).filter(str.strip))
def test_typed_marks_among_marks_mean_nothing(typed):
    once = " ".join(typed.split())

    assert as_read(f"**{plain(typed)}**: {quoted(typed)}") == f"{once}: “{once}”"


@given(st.text(alphabet="*[]()\\:&\"'ab-d`_#/!?=%~", min_size=1))
def test_a_typed_address_is_opened_as_it_was_typed(rest):
    link = f"https://example.org/{rest}"

    assert targets(html_of(link_cell("Minutes", link))) == [link]


def test_typed_marks_are_shown_and_never_read():
    assert plain("**bold** [link](x) :red[x] <b> &lt; R&D") == (
        r"\*\*bold\*\* \[link\](x) \:red\[x\] \<b\> \&lt; R\&D"
    )


def test_typed_text_never_turns_round_what_stands_after_it():
    assert plain("to\u202ecod.exe\u2066 שלום") == "to\ufffdcod.exe\ufffd שלום"
