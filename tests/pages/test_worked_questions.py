"""The questions worked in docs/explore.md: each link opens, and says what the document says."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.conftest import headline_of
from tests.serving import ROOT

DOCUMENT = ROOT / "docs/explore.md"
LINK = re.compile(r"\((http://127\.0\.0\.1:8501/explore\?[^)]+)\)")
ASKED_FOR = (
    "measure=days_to_tell&by=area",
    "measure=support_ending&by=stage&by2=kind+of+reason",
    "measure=review_take_up_police&by=period&grain=year",
    "measure=case_plans_open&by=age&by2=area",
)


class Worked(NamedTuple):
    """A question, the links under it, what it says, and its picture."""

    heading: str
    links: list[str]
    said: str
    picture: str


def worked():
    _, *parts = DOCUMENT.read_text(encoding="utf-8").split("\n## ")
    return [
        Worked(
            part.splitlines()[0],
            LINK.findall(part),
            re.findall(r"^> (.+)$", part, re.M)[0],
            re.findall(r"^!\[.+\]\((.+)\)$", part, re.M)[0],
        )
        for part in parts
    ]


def address_of(link):
    return dict(parse_qsl(urlsplit(link).query))


def test_they_are_numbered_with_a_picture_each_and_those_asked_for_are_among_them():
    questions = worked()

    numbers = [f"{number}" for number, _ in enumerate(questions, 1)]
    assert [each.heading.split(".")[0] for each in questions] == numbers
    assert all((DOCUMENT.parent / each.picture).is_file() for each in questions)
    assert [
        words for words in ASKED_FOR if not any(words in each.links[0] for each in questions)
    ] == []


@pytest.mark.parametrize("question", worked(), ids=lambda each: each.picture)
def test_its_link_opens_the_answer_that_is_quoted(open_page, question):
    page = open_page("explore", folded=True, **address_of(question.links[0]))

    assert [each.value for each in page.warning] == []
    assert question.said == f"{headline_of(page)}."


def links_above():
    """The links before the first question."""
    return LINK.findall(DOCUMENT.read_text(encoding="utf-8").split("\n## ")[0])


def test_before_the_questions_each_way_to_ask_more_has_a_link():
    asked = {key for link in links_above() for key in address_of(link)}

    assert {"by2"} <= asked


@pytest.mark.parametrize(
    "link", [*links_above(), *(link for each in worked() for link in each.links[1:])]
)
def test_the_links_beside_it_open_without_a_word_of_refusal(open_page, link):
    page = open_page("explore", folded=True, **address_of(link))

    assert [each.value for each in [*page.warning, *page.exception]] == []
