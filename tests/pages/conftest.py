"""Runs a page without a browser, on a store of some kind, with an address."""

import html
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from data_access.intake.reading import reader
from data_access.reads import read_tallies
from data_access.store import open_store
from tests.builders import Row, as_rows
from tests.kept_stores import copied
from tests.kept_workers import KeptWorker, RemembersAnswers
from tests.pages.opening import closed_keys, opened
from tests.shown_tables import grids_of, tables_of
from tests.stopped_clock import NOW, stop_clock
from ui import pages, reads
from ui.elements import composition
from ui.exports import chart_worker
from ui.page import page_header
from ui.papers import paper_worker

# The title of each page, by its file.
PAGES = {page.file: page.title for page in pages.PAGES}
OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="module", autouse=True)
def same_moment() -> Iterator[None]:
    """Has all pages open at the same moment, whenever the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        stop_clock(NOW, patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_browser_to_wait_for() -> Iterator[None]:
    """Has pages go on at once after their title."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_header, "UNTIL_DRAWN_SECONDS", 0)
        yield


@pytest.fixture(scope="session", autouse=True)
def each_thing_sent_by_itself() -> Iterator[None]:
    """Has each sentence and table sent by itself, so that tests find them by their kind.

    The words are the same when they are sent together, and in the same order: see
    ``test_composition.py``.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composition, "IS_COMPOSED", False)
        yield


@pytest.fixture(scope="session", autouse=True)
def workers_kept() -> Iterator[None]:
    """Has one process read all workbooks, and one write all papers; a picture is drawn once.

    Each in a process of its own is tested elsewhere (``tests/ui/papers``, ``tests/ui/exports``).
    """
    with ExitStack() as until_the_end:
        patch = until_the_end.enter_context(pytest.MonkeyPatch.context())
        for asking in (reader, paper_worker):
            worker = until_the_end.enter_context(closing(KeptWorker()))
            patch.setattr(asking, "call", worker.call)
        patch.setattr(chart_worker, "Worker", RemembersAnswers)
        yield


@pytest.fixture
def open_page(store_for: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Opens page ``name`` on the store of ``kind``, with the rest as its address.

    Closed folds are opened, unless ``folded``: a test reads everything on a page. The page has
    then ended without an exception.
    """

    def open_folds(
        name: str, kind: str = "demonstration", *, folded: bool = False, **address: str
    ) -> AppTest:
        monkeypatch.setenv("STORE_URL", store_for(kind))
        app = opened(name, **address)
        return app if folded else with_folds_opened(app)

    return open_folds


def with_folds_opened(app: AppTest) -> AppTest:
    """A page with its folds opened, and those within them."""
    opened_before: set[str] = set()
    while closed := {*closed_keys(app)} - opened_before:
        for key in closed:
            app.session_state[key] = True
        opened_before |= closed
        app.run()
    assert not app.exception
    return app


# A pack is given out now, whatever day is looked at.
OF_TODAY = "To which meeting"


def everything_said(page: AppTest) -> str:
    """All words on a page, tables and controls included."""
    words = [
        element.value
        for elements in (page.title, page.header, page.subheader, page.markdown, page.caption)
        for element in elements
    ]
    tables = [table.value.to_csv() for table in tables_of(page)]
    choices = [" ".join(map(str, box.options)) for box in page.selectbox if box.label != OF_TODAY]
    links = [link.proto.label for link in page.get("page_link")]
    shown = [" ".join(figure) for figure in figures_of(page)]
    grids = [" ".join([grid.alt, *grid.key, *grid.rows, *grid.words]) for grid in grids_of(page)]
    lines = [
        html.unescape(" ".join(re.findall(">([^<]+)<", re.sub("</?strong>", "", each))))
        for each in html_of(page)
        if OF_WORDS.match(each)
    ]
    return "\n".join(
        [*words, *read_out_of(page), *tables, *grids, *lines, *choices, *links, *shown]
    )


# Findings with their pictures, and questions to ask.
OF_WORDS = re.compile('<(?:section|div) class="finding|<ol class="questions"')
READ_OUT = re.compile('<p class="read-out">(.*)</p>')


def html_of(page: AppTest) -> list[str]:
    """Each piece of HTML on a page, in order."""
    return [element.proto.body for element in page.get("html")]


def headline_of(page: AppTest) -> str:
    """The sentence of the finding that a page says first."""
    [said] = re.findall('<div class="finding of-page"><h2>(.+?)</h2>', "".join(html_of(page)))
    return html.unescape(re.sub("</?strong>", "", said))


def read_out_of(page: AppTest) -> list[str]:
    """The text alternative of each chart of a page, in order."""
    found = [READ_OUT.fullmatch(body) for body in html_of(page)]
    return [html.unescape(words[1]) for words in found if words]


# A figure in the label of its button; the numbers of earlier meetings are an image with its words.
FIGURE = re.compile(
    r"\*\*(?::small\[)?(?P<number>[^\]!]+?)\]?(?: !\[(?P<before>.*)\]\(.+?\))?\*\* (?P<title>.+?)"
    r"(?: \*(?P<note>.+)\*)?"
)


class Shown(NamedTuple):
    """A figure on a panel: one button, which opens its definition."""

    number: str
    title: str
    note: str
    before: str


def figures_of(page: AppTest) -> list[Shown]:
    """Every figure on the panels of a page, in order."""
    labels = [popover.proto.popover.label for popover in page.get("popover")]
    return [Shown(**found.groupdict("")) for label in labels if (found := FIGURE.fullmatch(label))]


def big_numbers(page: AppTest) -> list[str]:
    """The large numbers in the panels, in order."""
    return [figure.number for figure in figures_of(page)]


def rows_under(page: AppTest, heading: str) -> list[tuple[str, ...]]:
    """The rows of the table whose first column is ``heading``."""
    found = [table.value for table in tables_of(page) if table.value.columns[0] == heading]
    assert len(found) == 1, f"{len(found)} tables begin with {heading}"
    return [tuple(row) for row in found[0].itertuples(index=False)]


def bold_in(page: AppTest, start: str) -> list[str]:
    """The words in bold of the one paragraph that begins with ``start``."""
    (paragraph,) = (each.value for each in page.markdown if each.value.startswith(start))
    return re.findall(r"\*\*(.+?)\*\*", paragraph)


def captions(page: AppTest) -> list[str]:
    """The small print under figures and charts."""
    return [caption.value for caption in page.caption]


@pytest.fixture
def cases(store_for: Callable[[str], str]) -> dict[str, list[Row]]:
    """Every row of the demonstration's cases, by table."""
    return as_rows(read_tallies(open_store(store_for("demonstration"))).tables)


@pytest.fixture
def own_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Copies the store at an address for this test alone, and has pages open the copy."""

    def copy(url: str) -> str:
        own = copied(url, tmp_path / "own.db")
        monkeypatch.setenv("STORE_URL", own)
        return own

    return copy


@pytest.fixture
def own_store(store_for: Callable[[str], str], own_copy: Callable[[str], str]) -> str:
    """The address of a demonstration store that only this test uses."""
    return own_copy(store_for("demonstration"))


def newest_year(area=None):
    """The numbers of the newest year that is released, by table, as the store has them."""
    state = reads.store_state()
    people = state.people(state.today, area, None)
    assert people
    return {table: counts for (table, of), counts in people.chosen.numbers.items() if of == area}
