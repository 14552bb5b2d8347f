"""The tables that a page shows, read back from its HTML."""

from html.parser import HTMLParser
from typing import Any, NamedTuple

import pandas as pd
from streamlit.testing.v1 import AppTest

TABLE = '<div class="rows"'


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
