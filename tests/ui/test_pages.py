"""The registry of pages holds every file of ``pages/`` once; file and README say what it says."""

import ast
import re

import pytest

from tests.serving import ROOT
from tests.source_trees import tree_of
from ui import pages

LINK = re.compile(r" \[[^\]]*\]\([^)]*\)")


def test_every_file_of_a_page_is_registered_once():
    files = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))

    assert sorted(page.file for page in pages.WHERE_PEOPLE_SIGN_IN) == files


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.file)
def test_a_page_begins_with_the_question_it_answers(page):
    file = ROOT / "pages" / f"{page.file}.py"
    docstring = ast.get_docstring(tree_of(file.read_text(encoding="utf-8"))) or ""

    question, *_ = docstring.split("\n\n")
    assert question.replace("\n", " ") == page.question


def test_the_menu_lists_every_page_once_under_an_address_of_its_own():
    listed = [page for section in pages.sections().values() for page in section]

    assert listed == list(pages.PAGES)
    addresses = [*(page.url_path for page in listed), *pages.MOVED]
    assert len({*addresses}) == len(addresses)


def test_the_readme_lists_every_page_with_the_question_it_answers():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [table] = re.findall(r"^\| page \|.*\n\|---\|---\|\n((?:\|.*\n)+)", readme, re.M)
    rows = [LINK.sub("", row).strip("| ").split(" | ") for row in table.splitlines()]

    assert rows == [[page.title, page.question] for page in pages.PAGES]


def test_the_documents_have_the_first_screen_of_every_page_in_each_size():
    paper = (ROOT / "docs/pictures.md").read_text(encoding="utf-8")

    shown = re.findall(r"\((pictures/pages/[^)]+)\)", paper)
    assert re.findall("^## (.+)$", paper, re.M) == [page.title for page in pages.PAGES]
    assert shown == [
        f"pictures/pages/{page.url_path or 'briefing'}-{width}.png"
        for page in pages.PAGES
        for width in (1440, 1024, 400)
    ]
    assert sorted((ROOT / "docs/pictures/pages").iterdir()) == sorted(
        ROOT / "docs" / file for file in shown
    )
