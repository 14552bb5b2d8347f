"""The tables and the grids of marks that a page shows, read back from its HTML."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any, NamedTuple

import pandas as pd
from streamlit.testing.v1 import AppTest

TABLE, MARKS = '<div class="rows"', ('<div class="marks"', '<div class="marks listed"')
MARK = re.compile(r'<i class="([\w-]+)" role="img" title="([^"]*)">')


class ShownTable(NamedTuple):
    """A table as a reader gets it: its accessible name and its words."""

    alt: str
    value: pd.DataFrame


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.alt = ""
        self.lines: list[list[str]] = []
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "table":
            self.alt = dict(attrs)["aria-label"]
        elif tag == "tr":
            self.lines.append([])
        elif tag in {"th", "td"}:
            self.lines[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td"}:
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.lines[-1][-1] += data


def table_in(body: str) -> ShownTable:
    """The table of a piece of HTML that begins as ``TABLE``."""
    reader = _Reader()
    reader.feed(body)
    headings, *rows = reader.lines
    return ShownTable(reader.alt, pd.DataFrame(rows, columns=headings, dtype=str))


def tables_of(page: AppTest) -> list[ShownTable]:
    """Every table of a page, in order."""
    bodies = (element.proto.body for element in page.get("html"))
    return [table_in(body) for body in bodies if body.startswith(TABLE)]


class ShownGrid(NamedTuple):
    """A grid of marks: the words of its key, and by row what it is called and its marks.

    A mark is its shape and its words. ``links``: the address that the name of a row opens.
    """

    alt: str
    key: list[str]
    rows: dict[str, list[tuple[str, str]]]
    links: dict[str, str]

    @property
    def words(self) -> list[str]:
        """The words of every mark, in order."""
        return [words for marks in self.rows.values() for _, words in marks]


def grid_in(body: str) -> ShownGrid:
    """The grid of a piece of HTML that begins as ``MARKS``."""
    rows, links = {}, {}
    for row in re.findall(r"<tr[^>]*>(?:(?!</tr>).)*scope=\"row\".*?</tr>", body):
        name = _words(row.partition("</th>")[0])
        rows[name] = [(shape, unescape(words)) for shape, words in MARK.findall(row)]
        for address in re.findall(r'href="([^"]*)"', row):
            links[name] = unescape(address)
    alt = unescape(re.findall(r'<table aria-label="([^"]*)"', body)[0])
    return ShownGrid(alt, [_words(each) for each in re.findall("<li>.*?</li>", body)], rows, links)


def grids_of(page: AppTest) -> list[ShownGrid]:
    """Every grid of marks of a page, in order."""
    bodies = (element.proto.body for element in page.get("html"))
    return [grid_in(body) for body in bodies if body.startswith(MARKS)]


def _words(part: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", part)).split())
