"""A small cell is planted, and looked for in everything that the browser is sent."""

import re
import shutil
from collections.abc import Collection, Iterable
from datetime import date
from itertools import product
from typing import NamedTuple

import polars as pl
import pytest
from sqlalchemy import make_url

from tests.browser import planted
from tests.browser.receiving import Received, received
from tests.browser.test_frame import ADDRESSES, OF_VICTIMS
from tests.often import rounds
from tests.serving import ROOT, running_app

OF_CASES = (*OF_VICTIMS, "case-action-plans", "escalations")
# The folders of the app's code.
APP = ("app.py", ".streamlit", "charts", "data_access", "docs", "metrics", "pages", "ui")
# By page of victims, whether the number of a cell stands there of all areas, and anew where its
# own is chosen: what is of all areas then says so, in other words.
FOUND_ON = {
    "victim-communication": (True, True),
    "right-to-review": (True, True),
    "when-support-ends": (True, True),
    "protected-characteristics": (False, True),
}
SPANS = ("quarters=1", "quarters=4", "quarters=all")
# The page on which more than one span is chosen in ``make test``.
OF_SPANS = "victim-communication"
# All pages are received without a browser (tests/pages/test_planted_small_cell.py), and these in
# Chromium: a page of each kind, and what is asked.
IN_CHROMIUM = ("victim-communication", "case-action-plans", "explore")


def usual(addresses: Iterable[str], others: Collection[str]) -> list[object]:
    """``addresses`` to parametrize with, of which ``others`` are left to ``make thorough``."""
    return [
        pytest.param(address, marks=pytest.mark.thorough if address in others else ())
        for address in addresses
    ]


# The planted number standing alone; all of a group, and the two medians.
THE_NUMBER = re.compile(rf"(?<![\w,./]){planted.HOW_MANY}(?:\.0)?(?![\w,/]|\.\d)")
GIVES_AWAY = re.compile(
    rf"{THE_NUMBER.pattern}|100%"
    rf"|\b{planted.WORKING_DAYS_TO_TELL} working days|\b{planted.DAYS_TO_OFFER} days"
)
# A row is named by its first cell; these cells are names too.
NAMES = ("place", "Level")
WITHHELD = "[c]"
# The newest row of a table by quarter or year, and the span that its page is of.
NEWEST = {"Quarter": ("October to December 2021", 1), "Year": ("January to December 2021", 4)}


class Row(NamedTuple):
    """One row of a table, a chart or a file."""

    headings: tuple[str, ...]
    cells: tuple[str, ...]


@pytest.fixture(scope="module")
def views():
    """Everything received of each view so far."""
    return {}


@pytest.fixture
def receive(views, wide):
    """Receives a view, unless a test before has."""

    def once(url):
        if url not in views:
            views[url] = received(wide, url)
        return views[url]

    return once


def choices_of(address: str) -> Iterable[str]:
    """Every choice of a period on a page of victims; elsewhere the one that takes in most."""
    if address in OF_VICTIMS:
        return SPANS[: rounds(3, 2 if address == OF_SPANS else 1)]
    return ("period=all",) if address in OF_CASES else ("",)


def rows_of(frames: Iterable[pl.DataFrame]) -> list[Row]:
    """Every row: its headings and its cells, as text."""
    return [
        Row(tuple(frame.columns), cells)
        for frame in frames
        for cells in frame.select(pl.all().cast(pl.String).fill_null("")).iter_rows()
    ]


def all_rows(came: Received) -> list[Row]:
    """Every row of every table, chart and file."""
    return rows_of([*came.sent_frames(), *came.taken_frames()])


def pairs_in(rows: Iterable[Row]) -> set[str]:
    """The text where the cell is counted among pairs of two words."""
    return {
        row.cells[row.headings.index(column)].strip("*")
        for row, (heading, name, column) in product(rows, planted.PAIRS)
        if row.headings[0] == heading and row.cells[0].strip("*") == name
        if column in row.headings
    }


def among_many(rows: Iterable[Row]) -> list[str]:
    """The text where the few of a cell are counted among many."""
    return [
        row.cells[row.headings.index(column)]
        for row, (heading, name, columns) in product(rows, planted.AMONG_MANY)
        if row.headings[0] == heading and row.cells[0].strip("*") == name
        for column in columns
        if column in row.headings
    ]


def given_away(came: Received, beside: Received | None = None) -> list[str]:
    """What tells of the cell in all that came: of its area alone, where that is not ``beside``."""
    rows, words, everything = all_rows(came), came.words(), came.everything()
    if beside:
        rows_known, words_known = set(all_rows(beside)), beside.words()
        of_cell = new = [row for row in rows if row not in rows_known]
        said = words - words_known
    else:
        of_cell, new = [row for row in rows if planted.AREA in " ".join(row.cells)], rows
        said = {text for text in words if planted.AREA in text or planted.TOLD_OF in text}
    cells = [
        f"{heading}: {cell}"
        for row in of_cell
        for heading, cell in zip(row.headings[1:], row.cells[1:], strict=True)
        if heading not in NAMES
    ]
    return [
        *(text for text in (*cells, *among_many(new), *said) if GIVES_AWAY.search(text)),
        *(f"Pair: {cell}" for cell in pairs_in(rows) if cell != WITHHELD),
        *(f"Key: {key}" for key in planted.KEYS if key.encode() in everything),
    ]


# The least numbers that are shown, by the module that has them.
GUARDS = {
    "metrics/disclosure.py": ("THRESHOLD", "AT_LEAST"),
    "metrics/suppression/costs.py": ("ENOUGH_FOR_QUARTERS", "ENOUGH_FOR_EVERY_QUARTER"),
}


@pytest.fixture(scope="module")
def unguarded_app(planted_store, tmp_path_factory):
    """A copy of the app in which no number counts as small, so that nothing is withheld."""
    root = tmp_path_factory.mktemp("unguarded")
    for part in APP:
        copied = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copied(ROOT / part, root / part)
    for module, limits in GUARDS.items():
        guard = root / module
        text, found = re.subn(
            rf"^({'|'.join(limits)}) = \d+$", r"\1 = 1", guard.read_text(), flags=re.M
        )
        assert found == len(limits)
        guard.write_text(text)
    url = f"sqlite:///{shutil.copy(make_url(planted_store).database or '', root / 'own.db')}"
    planted.forget_counts(url, date.min)
    with running_app(url, root, root) as app:
        yield app.url


@pytest.mark.thorough
@pytest.mark.parametrize("address", OF_VICTIMS)
def test_the_planted_cell_is_found_on_each_page_of_victims_where_nothing_is_withheld(
    unguarded_app, receive, address
):
    view = f"{unguarded_app}/{address}?quarters=1"
    came = receive(view)
    alone = receive(f"{view}&area={planted.AREA}")

    found = given_away(came), given_away(alone, beside=came)

    assert tuple(any(map(THE_NUMBER.search, texts)) for texts in found) == FOUND_ON[address]


@pytest.mark.parametrize("address", usual(ADDRESSES, {*ADDRESSES} - {*IN_CHROMIUM}))
def test_a_planted_small_cell_is_in_nothing_that_the_browser_receives(
    planted_app, receive, address
):
    for chosen in choices_of(address):
        view = f"{planted_app}/{address}?{chosen}"

        came = receive(view)

        assert given_away(came) == [], chosen
        if address in OF_CASES:
            alone = receive(f"{view}&area={planted.AREA}")
            assert planted.AREA in alone.words()
            assert given_away(alone, beside=came) == [], chosen


@pytest.mark.parametrize(
    ("address", "table", "pair"),
    [
        ("victim-communication", "Way asked for by way used", planted.PAIRS[0]),
        ("when-support-ends", "Stage by reason", planted.PAIRS[1]),
    ],
)
def test_the_planted_cell_is_withheld_in_its_table_and_in_the_file_of_it(
    planted_app, receive, address, table, pair
):
    came = receive(f"{planted_app}/{address}?quarters=1")

    shown, taken = (
        pairs_in(rows_of(frames)) for frames in (came.sent_frames(), came.taken_frames())
    )
    # A table of which all is withheld is not drawn; a row or column is named instead.
    is_drawn = not any(text.startswith(f"{table}: withheld in full") for text in came.lines)
    assert taken == ({WITHHELD} if is_drawn else set())
    is_named = is_withheld_in_full(came, pair)
    assert shown == (set() if is_named or not is_drawn else {WITHHELD})


def is_withheld_in_full(came: Received, pair: tuple[str, str, str]) -> bool:
    """Whether the row or the column of ``pair`` is named among those that are not drawn."""
    _, row, column = pair
    notes = [text for text in came.lines if text.startswith("Withheld in ")]
    lists = [re.findall(r"Withheld in (full|every row): ([^.]+)\.", text) for text in notes]
    named = {
        (where, name) for found in lists for where, names in found for name in names.split("; ")
    }
    return bool(named & {("full", row), ("every row", column)})


def test_a_number_that_may_be_shown_is_found_wherever_it_is_looked_for(planted_app, receive):
    address = f"{planted_app}/victim-communication?quarters="
    # The table has a row for each quarter, or, where most are withheld, for the year to each.
    rows = all_rows(receive(f"{address}4"))
    (by,) = NEWEST.keys() & {row.headings[0] for row in rows if "Told late" in row.headings}
    name, chosen = NEWEST[by]
    came = receive(f"{address}{chosen}")

    shown, taken = (
        {
            row.cells[row.headings.index("Told late")]
            for row in rows_of(frames)
            if row.cells[0] == name and "Told late" in row.headings
        }
        for frames in (came.sent_frames(), came.taken_frames())
    )
    (late,) = shown
    assert int(late) > planted.HOW_MANY
    assert taken == {late}
    assert late in came.lines
    assert any(f"told late {late}" in text for text in came.words())
