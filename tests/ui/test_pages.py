"""The registry of pages holds every file of ``pages/`` once, and the README says the same of it."""

import re

from tests.serving import ROOT
from ui import pages

LINK = re.compile(r" \[[^\]]*\]\([^)]*\)")


def test_every_file_of_a_page_is_registered_once():
    files = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))

    assert sorted(page.file for page in pages.PAGES) == files


def test_the_menu_lists_every_page_once_under_an_address_of_its_own():
    listed = [page for section in pages.sections().values() for page in section]

    assert listed == list(pages.PAGES)
    assert len({page.url_path for page in listed}) == len(listed)


def test_the_readme_lists_every_page_with_the_question_it_answers():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [table] = re.findall(r"^\| page \|.*\n\|---\|---\|\n((?:\|.*\n)+)", readme, re.M)
    rows = [LINK.sub("", row).strip("| ").split(" | ") for row in table.splitlines()]

    assert rows == [[page.title, page.question] for page in pages.PAGES]
