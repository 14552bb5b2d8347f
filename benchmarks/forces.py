"""Counts withheld on victims' pages, of two made-up forces and of the demonstration.

``python -m benchmarks forces`` reads the pages as they open, once as shown and once with nothing
withheld, and compares them cell by cell. A number that is not drawn, because its whole row or
column is withheld, counts as withheld.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import polars as pl
from streamlit.testing.v1 import AppTest

from data_access import maintenance
from data_access.demo import DEFAULT_SIZE
from data_access.demo.cases.load import OWN_FORCE, areas_of_force
from data_access.demo.config import Size
from data_access.tables import Area
from metrics.disclosure import AT_LEAST, CONFIDENTIAL, THRESHOLD
from metrics.victims.counted_period import QuarterDays
from metrics.victims.period_counts import count_row_sets, protect_all, rows_of_quarter
from ui.reads.victims import Periods, ToCount, by_first_day

ROOT = Path(__file__).parent.parent
PAGES = (
    "victim_communication",
    "right_to_review",
    "when_support_ends",
    "protected_characteristics",
)
HEADLINES = "victim_communication"
# Pages are known by their files only once one has run: this one reads least from the store.
FIRST = "../pages/update.py"
TABLE = re.compile(r"<table.*?</table>", re.S)
ROW, CELL = re.compile(r"<tr.*?</tr>", re.S), re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.S)
NAME, TAG = re.compile(r'aria-label="(.*?)"'), re.compile(r"<[^>]+>")
FIGURE = re.compile(r"^\*\*(?::small\[)?(.+?)\]?(?: !\[.*\))?\*\* (.+?)(?: \*.*\*)?$", re.S)
NUMBER = re.compile(r"\d[\d,]*")
# The number of years that the generator spreads its cases over.
YEARS = 2.83
# A page, a table or panel, a row and a column.
Place = tuple[str, str, str, str]
Cells = dict[Place, str]


class Force(NamedTuple):
    """A made-up force: its cases a year, and the areas besides the three of the first force."""

    name: str
    cases_a_year: float
    more_areas: tuple[str, ...] = ()


FORCES = (
    Force("a", 120),
    Force("b", 700, ("Fourth area",)),
    Force("demonstration", DEFAULT_SIZE.cases / YEARS),
)


@dataclass(frozen=True)
class Counted:
    """The figures and cells of the victims' pages. ``needed``: a statistician would withhold."""

    name: str
    cells: int
    withheld: int
    large: int
    needed: int
    headlines: int
    headlines_shown: int

    def row(self) -> str:
        """A row of a Markdown table."""
        return (
            f"| {self.name} | {self.cells:,} | {self.withheld:,} | "
            f"{self.withheld / self.cells:.0%} | {self.large:,} | {self.needed / self.cells:.0%} | "
            f"{self.headlines_shown} of {self.headlines} |"
        )


HEADINGS = (
    "| force | figures and cells | withheld | share | of ten or more | a statistician would "
    "| headlines shown |\n| --- | --- | --- | --- | --- | --- | --- |"
)


def counted(force: Force, folder: Path) -> Counted:
    """The counts that the pages of ``force`` show and withhold."""
    place = folder / f"{force.name}.db"
    make_store(force, place)
    shown, bare = (_cells(place, *options) for options in ((), ("--bare",)))
    not_drawn = [at for at in bare if at not in shown and _first_number(bare[at])]
    hidden = [*not_drawn, *(at for at in shown if _is_withheld(shown[at]))]
    figures = [at for at in shown if at[0] == HEADLINES and at[1] == "figures"]
    return Counted(
        force.name,
        len(shown) + len(not_drawn),
        len(hidden),
        sum((_first_number(bare.get(at, "")) or 0) >= AT_LEAST for at in hidden),
        len(_needed(bare)),
        len(figures),
        sum(not _is_withheld(shown[at]) for at in figures),
    )


def make_store(force: Force, place: Path) -> None:
    """Make a store in a file, with invented cases of ``force``."""
    own = areas_of_force(1)
    more = [{**own.row(0, named=True), "name": name} for name in force.more_areas]
    areas = pl.concat([own, pl.DataFrame(more, own.schema)])
    of_the_store = [Area(name=name, force=OWN_FORCE) for name in areas["name"]]
    with (
        patch("data_access.demo.cases.load.areas_of_force", lambda _: areas),
        patch("data_access.demo.cases.load.areas_of_forces", lambda _: of_the_store),
    ):
        size = Size(cases=round(force.cases_a_year * YEARS))
        maintenance.make_demonstration_file(place, datetime.now(UTC), size)


def read_pages(bare: bool) -> Cells:
    """Every figure and cell of the victims' pages as they open, of the store in STORE_URL."""
    if bare:
        _withhold_nothing()
    app = AppTest.from_file(ROOT / "ui/main.py", default_timeout=600)
    app.switch_page(FIRST).run()
    found: Cells = {}
    for page in PAGES:
        app.switch_page(f"../pages/{page}.py").run()
        found |= {(page, *place): text for place, text in _figures_and_cells(app)}
    return found


def _figures_and_cells(app: AppTest) -> Iterator[tuple[tuple[str, str, str], str]]:
    for popover in app.get("popover"):
        if named := FIGURE.match(popover.proto.popover.label):
            yield ("figures", named[2], ""), named[1]
    for element in app.get("html"):
        for table in TABLE.findall(element.proto.body):
            name = NAME.search(table)
            headings, *rows = (CELL.findall(row) for row in ROW.findall(table))
            for label, *cells in rows:
                for heading, cell in zip(headings[1:], cells, strict=True):
                    place = (name[1] if name else "", _text(label), _text(heading))
                    yield place, _text(cell)


def _text(markup: str) -> str:
    return unescape(TAG.sub("", markup)).strip()


def _withhold_nothing() -> None:
    """Let this process withhold nothing, for comparison."""

    def periods(
        _key: object, _store: object, rows: ToCount, quarters: Sequence[QuarterDays], _by: object
    ) -> Periods:
        each = (rows_of_quarter(rows.tables, rows.limits, *days) for days in quarters)
        return by_first_day(protect_all(quarters, [*map(count_row_sets, each)], 1))

    for name, other in {
        "ui.reads.case_states.protected_periods": periods,
        "metrics.suppression.history.ENOUGH_FOR_QUARTERS": 0,
        "metrics.victims.minimum_group_size.AT_LEAST": 0,
        "metrics.victims.victim_summary.AT_LEAST": 0,
    }.items():
        patch(name, other).start()


def _cells(place: Path, *options: str) -> Cells:
    command = [sys.executable, "-m", "benchmarks.forces", *options]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "STORE_URL": f"sqlite:///{place}"},
        check=True,
        capture_output=True,
        text=True,
    )
    rows = json.loads(run.stdout.splitlines()[-1])
    return {(page, name, row, column): text for page, name, row, column, text in rows}


def _needed(bare: Cells) -> set[Place]:
    """The counts that a statistician would withhold: each 1 to 4, and a second in its column.

    In a share such as "61% (40 of 66)": its first number, or the rest.
    """
    small = {at for at, text in bare.items() if _is_small(text)}
    columns: dict[tuple[str, str, str], list[Place]] = {}
    for at in bare:
        if "(" not in bare[at] and "%" not in bare[at]:
            columns.setdefault((at[0], at[1], at[3]), []).append(at)
    for places in columns.values():
        if len(small & {*places}) == 1:
            others = [at for at in places if at not in small and _first_number(bare[at])]
            small |= {*sorted(others, key=lambda at: _first_number(bare[at]) or 0)[:1]}
    return small


def _is_small(text: str) -> bool:
    numbers = _numbers(text.rsplit("(", maxsplit=1)[-1])
    if "%" in text and len(numbers) >= 2:
        met, of = numbers[:2]
        return 0 < met < THRESHOLD or 0 < of - met < THRESHOLD
    return len(numbers) == 1 and "%" not in text and 0 < numbers[0] < THRESHOLD


def _numbers(text: str) -> list[int]:
    return [int(number.replace(",", "")) for number in NUMBER.findall(text)]


def _first_number(text: str) -> int | None:
    return next(iter(_numbers(text.rsplit("(", maxsplit=1)[-1])), None)


def _is_withheld(text: str) -> bool:
    return CONFIDENTIAL in text or "withheld" in text.lower()


def main() -> None:
    """Print a line of a Markdown table for each force."""
    print(HEADINGS, flush=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for force in FORCES:
            print(counted(force, Path(folder)).row(), flush=True)


if __name__ == "__main__":
    read = read_pages("--bare" in sys.argv)
    print(json.dumps([[*place, text] for place, text in read.items()]))
