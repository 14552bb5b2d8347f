"""The paper that says which page answers which question is true of the pages."""

import re
from itertools import groupby
from typing import NamedTuple

import pytest

from tests.first_screens import first_screens
from tests.pages.conftest import PAGES, everything_said
from tests.serving import ROOT
from tests.shown_tables import tables_of
from ui import pages

PAPER = (ROOT / "docs/questions.md").read_text(encoding="utf-8")
QUOTED, ADDRESS = re.compile("“([^”]+)”"), re.compile(r"`\?(\w+)=([\w-]+)`")


# How many questions of each group are answered by looking at a first screen for ten seconds.
AT_A_GLANCE = 5


class Answer(NamedTuple):
    """One row of the paper."""

    question: str
    page: str
    where: str


def answers(paper):
    """Every row of the paper, or of a part of it, those of one page together."""
    cells = [line.strip("| ").split(" | ") for line in paper.splitlines() if line.startswith("| ")]
    rows = [Answer(*row) for row in cells if row[0] != "question"]
    return sorted(rows, key=lambda answer: answer.page)


def labels(page):
    """The elements of a page that open, offer a choice or head a column."""
    figures = [figure.proto.popover.label for figure in page.get("popover")]
    boxes = [box.label for box in page.selectbox]
    columns = [name for table in tables_of(page) for name in table.value.columns]
    return "\n".join([*figures, *(fold.label for fold in page.expander), *boxes, *columns])


@pytest.mark.parametrize(
    ("title", "rows"),
    [(title, list(rows)) for title, rows in groupby(answers(PAPER), lambda answer: answer.page)],
)
def test_what_the_paper_quotes_stands_on_the_page_that_it_names(open_page, title, rows):
    (name,) = (name for name, known in PAGES.items() if known == title)
    page = open_page(name)

    said = everything_said(page) + labels(page)
    missing = [
        (row.question, quoted)
        for row in rows
        for quoted in QUOTED.findall(row.where)
        if quoted.lower() not in said.lower()
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("title", "key", "value"),
    [(row.page, *found) for row in answers(PAPER) for found in ADDRESS.findall(row.where)],
)
def test_an_address_in_the_paper_is_a_choice_of_its_page(open_page, title, key, value):
    (name,) = (name for name, known in PAGES.items() if known == title)

    page = open_page(name, **{key: value})

    assert not page.exception
    assert [warning.value for warning in page.warning] == []


@pytest.mark.parametrize(
    "group",
    [
        "The Commissioner’s briefing meeting",
        "The RaSSO performance meeting",
        "The Commissioner’s office, at any time",
    ],
)
def test_first_screens_answer_five_questions_of_each_group_as_the_paper_says(group):
    [_, rest] = PAPER.split(f"## {group}\n")
    of_group = {row.question: row for row in answers(rest.split("\n## ")[0])}
    titles = {page.url_path: page.title for page in pages.PAGES}

    at_a_glance = [row for row in first_screens() if row.question in of_group]

    assert len({row.question for row in at_a_glance}) >= AT_A_GLANCE
    for row in at_a_glance:
        assert of_group[row.question].page == titles[row.address]
        assert of_group[row.question].where.startswith("first")


def test_every_question_of_the_first_screens_is_one_of_the_paper():
    assert {row.question for row in first_screens()} <= {row.question for row in answers(PAPER)}
