"""A small cell is planted, and looked for in everything that the browser is sent."""

import re
import shutil
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
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
# The pages with tables that an area has in a year.
OF_AREAS = ("victim-communication", "when-support-ends", "protected-characteristics")
# The year of the planted cell, which areas are counted by, and the newest quarter that has one.
SPANS = ("released=year-2020-04", "released=2021-10")
NEWEST = "October to December 2021"
# The page on which more than one of them is chosen in ``make test``.
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
        return SPANS[: rounds(2, 2 if address == OF_SPANS else 1)]
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


def given_away(came: Received, beside: Received | None = None) -> list[str]:
    """What tells of the cell in all that came: of its area alone, where that is not ``beside``."""
    rows, words, everything = all_rows(came), came.words(), came.everything()
    if beside:
        rows_known, words_known = set(all_rows(beside)), beside.words()
        of_cell = [row for row in rows if row not in rows_known]
        said = words - words_known
    else:
        of_cell = [row for row in rows if planted.AREA in " ".join(row.cells)]
        said = {text for text in words if planted.AREA in text}
    cells = [
        f"{heading}: {cell}"
        for row in of_cell
        for heading, cell in zip(row.headings[1:], row.cells[1:], strict=True)
        if heading not in NAMES
    ]
    return [
        *(text for text in (*cells, *said) if GIVES_AWAY.search(text)),
        *(f"Key: {key}" for key in planted.KEYS if key.encode() in everything),
    ]


# What keeps a small number from being said, by module, and what lets it be said.
GUARDS = {
    "metrics/releases/rule.py": {
        **dict.fromkeys(("SMALLEST", "STEP", "ENOUGH_FOR_A_SHARE", "ENOUGH_FOR_A_MEDIAN"), "1")
    },
    "metrics/releases/make.py": {"MOST_SMALL": "1"},
    "metrics/releases/proof.py": {"ROOM": "0"},
}


# What the store itself refuses as no rounded number.
CHECK = "shown >= 5 AND shown / 5 * 5 = shown"


def take_check_out(file):
    with closing(sqlite3.connect(file)) as store, store:
        store.execute("PRAGMA writable_schema = ON")
        changed = store.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, 'true') WHERE instr(sql, ?)",
            (CHECK, CHECK),
        )
        assert changed.rowcount == 1


@pytest.fixture(scope="module")
def unguarded_app(planted_store, tmp_path_factory):
    """A copy of the app in which no number counts as small, so that each is released exactly."""
    root = tmp_path_factory.mktemp("unguarded")
    for part in APP:
        copied = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copied(ROOT / part, root / part)
    for module, values in GUARDS.items():
        guard = root / module
        text = guard.read_text()
        for name, value in values.items():
            text, found = re.subn(rf"^{name} = [\d.]+$", f"{name} = {value}", text, flags=re.M)
            assert found == 1, name
        guard.write_text(text)
    file = shutil.copy(make_url(planted_store).database or "", root / "own.db")
    planted.forget_releases(f"sqlite:///{file}", planted.BEFORE_ALL)
    take_check_out(file)
    with running_app(f"sqlite:///{file}", root, root) as app:
        yield app.url


@pytest.mark.thorough
@pytest.mark.parametrize("address", OF_AREAS)
def test_the_planted_cell_is_found_on_each_page_that_has_areas_where_counts_are_exact(
    unguarded_app, receive, address
):
    view = f"{unguarded_app}/{address}?{SPANS[0]}"
    came = receive(view)
    alone = receive(f"{view}&area={planted.AREA}")

    assert any(map(THE_NUMBER.search, given_away(alone, beside=came)))


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


def test_a_released_number_is_found_wherever_it_is_looked_for(planted_app, receive):
    came = receive(f"{planted_app}/victim-communication?{SPANS[0]}")

    shown, taken = (
        {
            row.cells[row.headings.index("Told late")]
            for row in rows_of(frames)
            if row.cells[0] == NEWEST and "Told late" in row.headings
        }
        for frames in (came.sent_frames(), came.taken_frames())
    )
    (late,) = shown
    assert taken == {late}
    assert late in came.lines
