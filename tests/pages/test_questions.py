"""The paper that says which page answers which question is true of the pages."""

import re
from itertools import groupby
from typing import NamedTuple

import pytest

from tests.pages.conftest import PAGES, everything_said
from tests.serving import ROOT
from tests.shown_tables import tables_of

PAPER = (ROOT / "docs/questions.md").read_text(encoding="utf-8")
QUOTED, ADDRESS = re.compile("“([^”]+)”"), re.compile(r"`\?(\w+)=([\w-]+)`")


class Answer(NamedTuple):
    """One row of the paper."""

    question: str
    page: str
    where: str


def answers():
    """Every row, those of one page together."""
    cells = [line.strip("| ").split(" | ") for line in PAPER.splitlines() if line.startswith("| ")]
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
    [(title, list(rows)) for title, rows in groupby(answers(), lambda answer: answer.page)],
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
    [(row.page, *found) for row in answers() for found in ADDRESS.findall(row.where)],
)
def test_an_address_in_the_paper_is_a_choice_of_its_page(open_page, title, key, value):
    (name,) = (name for name, known in PAGES.items() if known == title)

    page = open_page(name, **{key: value})

    assert not page.exception
    assert [warning.value for warning in page.warning] == []
