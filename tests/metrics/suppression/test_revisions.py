"""Whoever kept the first count of a quarter finds no few people in the second."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy.optimize import linprog

from metrics.suppression.closed_periods import QUARTERS_OF_A_YEAR, ClosedPeriods
from metrics.suppression.history import History
from metrics.suppression.linked_tables import CostLevel, CountTable
from metrics.suppression.quarter_counts import count_quarter
from tests.often import rounds
from tests.protected import SHOW_EVERY_QUARTER, close_with_year

TABLES = {
    "told": CountTable(level=CostLevel.SHARE),
    "way": CountTable(),
    "told and way": CountTable(level=CostLevel.CROSSED),
}
THRESHOLD, VALUES_LEFT, NEARLY = 5, 4, 1e-6
QUARTERS = 6
TOLD = ("in time", "late", "not told", "exempt")
WAYS = ("call", "letter", "visit")


def rows_of(chance, number):
    told = chance.choice(TOLD, number, p=[0.5, 0.25, 0.2, 0.05])
    way = np.where(told == "not told", told, chance.choice(WAYS, number, p=[0.6, 0.3, 0.1]))
    both = [f"{one}; {other}" for one, other in zip(told, way, strict=True)]
    return pl.DataFrame({"told": told, "way": way, "told and way": both})


def revised(chance, rows):
    """The rows with some gone and some new, fewer or more of them."""
    stays = chance.random(rows.height) > chance.choice([0, 0.02, 0.1])
    return pl.concat([rows.filter(pl.Series(stays)), rows_of(chance, int(chance.integers(40)))])


def cells_of(rows):
    """The number of rows in each cell; null for the total."""
    cells: dict[Any, int] = {None: rows.height}
    for name in TABLES:
        for word in rows[name].unique():
            cells[name, word] = rows.filter(pl.col(name) == word).height
    return cells


class Attacker:
    """Knows every shown count, that both counts are of one quarter, and what categories mean.

    A count is of the cases that are in one cell of told and way, so these are the unknowns.
    """

    def __init__(self, counted):
        self.counted = counted
        self.finest = sorted({word for rows in counted for word in rows["told and way"].unique()})
        self.cells = [cells_of(rows) for rows in counted]
        self.every = sorted({cell for cells in self.cells for cell in cells}, key=str)
        self.known, self.values, self.least, self.bounds = [], [], [], []

    def row(self, parts):
        """A sum of cells, each of one of the counts, as a row of unknowns."""
        row = np.zeros((len(self.counted), len(self.finest)))
        for number, cell, sign in parts:
            row[number, [self.is_in(cell, word) for word in self.finest]] += sign
        return row.ravel()

    def is_in(self, cell, word):
        if cell is None:
            return True
        name, of = cell
        told, way = word.split("; ")
        return of == {"told": told, "way": way, "told and way": word}[name]

    def reads(self, numbers, shown):
        """Reads what is shown of a quarter, or of the sum of several, if anything is."""
        if shown["suppressed"].all():
            return
        hidden = {(name, word): each for name, _, word, _, each in shown.rows()}
        for cell in self.every:
            row = self.row([(number, cell, 1) for number in numbers])
            value = sum(self.cells[number].get(cell, 0) for number in numbers)
            if not hidden.get(cell or ("told", None), False):
                self.known.append(row)
                self.values.append(value)
            elif value:
                # A nought is shown, and so what is withheld is none.
                self.least.append(-row)
                self.bounds.append(-1)

    def finds(self, parts):
        """Whether a small sum of cells, added or taken away, is found."""
        value = sum(sign * self.cells[number].get(cell, 0) for number, cell, sign in parts)
        if not 0 < abs(value) < THRESHOLD:
            return False
        direction = 1 if value > 0 else -1
        aim, ends = direction * self.row(parts), []
        for sign in (1, -1):
            found = linprog(
                -sign * aim,
                A_eq=np.array(self.known),
                b_eq=np.array(self.values),
                A_ub=np.array(self.least) if self.least else None,
                b_ub=self.bounds if self.least else None,
                bounds=(0, 2_000),
            )
            assert found.status == 0, found.message
            ends.append(float(aim @ found.x))
        most, least = ends
        width = np.floor(most + NEARLY) - np.ceil(least - NEARLY)
        # A difference may be one that is not small either way.
        may_be_many = most >= THRESHOLD - NEARLY or least <= NEARLY - THRESHOLD
        return width < VALUES_LEFT - 1 or not may_be_many


def found_in(seed):
    """The small differences and counts that an attacker finds after a revision, and what is shown.

    Nulls: null where the revision was refused.
    """
    chance = np.random.default_rng(seed)
    quarters = [rows_of(chance, int(chance.integers(60, 400))) for _ in range(QUARTERS)]
    history = History(TABLES, THRESHOLD, SHOW_EVERY_QUARTER)
    closed = [history.close(count_quarter(rows, TABLES)) for rows in quarters]
    number = int(chance.integers(QUARTERS))
    again, last = revised(chance, quarters[number]), rows_of(chance, 200)
    try:
        quarter, years = history.revise(number, count_quarter(again, TABLES))
    except ValueError:
        return None
    later, later_year = history.close(count_quarter(last, TABLES))

    attacker = Attacker([*quarters, again, last])
    new, newest = QUARTERS, QUARTERS + 1

    def in_force(end):
        rows = range(end - QUARTERS_OF_A_YEAR + 1, end + 1)
        return [new if row == number else newest if row == QUARTERS else row for row in rows]

    for row, (shown, year) in enumerate(closed):
        attacker.reads([row], shown)
        if year is not None:
            attacker.reads(range(row - QUARTERS_OF_A_YEAR + 1, row + 1), year)
    attacker.reads([new], quarter)
    for end, year in years.items():
        attacker.reads(in_force(end), year)
    attacker.reads([newest], later)
    attacker.reads(in_force(QUARTERS), later_year)
    differences = [[(new, cell, 1), (number, cell, -1)] for cell in attacker.every]
    counts = [[(row, cell, 1)] for row in (number, new) for cell in attacker.every]
    number_shown = int((~quarter["suppressed"]).sum())
    return [parts for parts in (*differences, *counts) if attacker.finds(parts)], number_shown


@pytest.mark.slow
def test_nobody_finds_a_few_people_in_the_difference_of_two_counts():
    results = [found_in(seed) for seed in range(rounds(60, usual=12))]
    found = [each for each in results if each is not None]

    assert [parts for parts, _ in found if parts] == []
    assert sum(shown for _, shown in found) > len(found)


@pytest.mark.slow
def test_without_the_differences_among_the_secrets_something_is_found(monkeypatch):
    monkeypatch.setattr(ClosedPeriods, "differences", lambda *_: [])

    results = [found_in(seed) for seed in range(6)]

    assert [parts for each in results if each for parts in each[0]] != []


def test_what_is_revised_is_taken_up_again_as_it_was():
    chance = np.random.default_rng(4)
    quarters = [rows_of(chance, 300) for _ in range(5)]
    counted = [count_quarter(rows, TABLES) for rows in quarters]
    again = count_quarter(pl.concat([quarters[2], rows_of(chance, 90)]), TABLES)
    first, second = (History(TABLES, THRESHOLD, SHOW_EVERY_QUARTER) for _ in range(2))
    for each in counted:
        quarter, year = first.close(each)
        second.restore(each, quarter, year, first.closing)
    quarter, years = first.revise(2, again)
    second.restore_revision(2, again, quarter, years.get(2), first.closing)
    for last, year in years.items():
        second.restore_revision(last, counted[last], quarter, year, first.closing)

    assert [*years] == [3, 4]
    next_quarter = count_quarter(rows_of(chance, 200), TABLES)
    both = (close_with_year(each, next_quarter) for each in (first, second))
    for ours, theirs in zip(*both, strict=True):
        assert_frame_equal(ours, theirs)
