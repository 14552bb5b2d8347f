"""What releases of figures about people show and lose, of two made-up forces and the demonstration.

``python -m benchmarks releases`` makes every release of each and compares them with what was
counted.
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from unittest.mock import patch

import polars as pl

from data_access import maintenance
from data_access.demo import DEFAULT_SIZE
from data_access.demo.cases.load import OWN_FORCE, areas_of_force
from data_access.demo.config import Size
from data_access.reads import read_snapshot, read_tallies
from data_access.store import open_store
from data_access.tables import Area
from metrics.releases.counting import YEAR, CountedPeriod
from metrics.releases.make import (
    Release,
    Shown,
    enough_of_all,
    enough_of_areas,
    group_counts,
    narrowed,
)
from metrics.releases.periods import due_periods, year_of
from metrics.releases.rule import ENOUGH_FOR_A_SHARE, SMALLEST
from metrics.releases.stored import MADE_APART, counted_from, make_due
from metrics.releases.tables import ALL, listed
from metrics.text_format import NO_NUMBER
from metrics.victims.victim_figures import NOT_RELEASED, TOO_FEW
from tests.pages.opening import opened_whole
from tests.shown_tables import tables_of
from ui.rows import victim_pictures

# The number of years that the generator spreads its cases over.
YEARS = 2.83
MANY = 160
PAGES_OF_VICTIMS = (
    "victim_communication",
    "right_to_review",
    "when_support_ends",
    "protected_characteristics",
)
SAY_NOTHING = (NO_NUMBER, NOT_RELEASED, TOO_FEW, victim_pictures.TOO_FEW)
GRAINS = ("quarter", "year", "area")


class Force(NamedTuple):
    """A made-up force: its cases a year, and the areas besides the three of the first force."""

    name: str
    cases_a_year: float
    more_areas: tuple[str, ...] = ()


FORCES = (
    Force("120 cases a year", 120),
    Force("700 cases a year", 700, ("Fourth area",)),
    Force("demonstration", DEFAULT_SIZE.cases / YEARS),
)


@dataclass
class Loss:
    """What one force loses. Numbers by grain: a quarter, a year, an area in a year.

    ``listed``: numbers of the list that have rows; ``small``: those under five, "fewer than 5" if
    they were all released. ``lost``: to the proof. ``error``: of shares in points, by grain and
    whether out of 160 or more.
    """

    name: str
    listed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    small: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    shown: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    few: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lost: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    error: dict[tuple[str, bool], float] = field(default_factory=lambda: defaultdict(float))
    few_of_tables: dict[tuple[str, str], list[bool]] = field(
        default_factory=lambda: defaultdict(list)
    )
    nowhere: list[str] = field(default_factory=list)
    narrow_before: int = 0
    narrow_after: int = 0
    seconds: float = 0
    on_pages: int = 0
    say_nothing: int = 0

    def rows(self) -> Iterator[tuple[str, str]]:
        """Rows of a Markdown table: what, and how much of this force."""
        for grain in GRAINS:
            few, shown = self.few[grain], self.shown[grain]
            yield f"numbers of the list, {grain}", f"{self.listed[grain]:,}"
            yield f"of these under 5, {grain}", _share(self.small[grain], self.listed[grain])
            yield f"released, {grain}", _share(shown, self.listed[grain])
            yield f"of the released, fewer than 5, {grain}", _share(few, shown)
            yield f"lost to the proof, {grain}", f"{self.lost[grain]:,}"
        most = max((sum(few) / len(few) for few in self.few_of_tables.values()), default=0.0)
        all_few, all_shown = sum(self.few.values()), sum(self.shown.values())
        yield "of all released, fewer than 5", _share(all_few, all_shown)
        yield "of one table at one grain, at most", f"{most:.0%}"
        tables, _ = listed()
        of_nowhere = f"{len(self.nowhere)} of {len(tables)}: {', '.join(self.nowhere) or 'none'}"
        yield "tables released nowhere", of_nowhere
        yield "narrow before and after", f"{self.narrow_before:,} and {self.narrow_after:,}"
        for (grain, is_many), points in sorted(self.error.items()):
            out_of = f"{MANY} or more" if is_many else f"{ENOUGH_FOR_A_SHARE} to {MANY - 1}"
            yield f"error of shares out of {out_of}, {grain}", f"{points:.1f} points"
        yield "seconds", f"{self.seconds:.0f}"
        yield "numbers on the pages about victims", f"{self.on_pages:,}"
        yield "of these that say nothing", _share(self.say_nothing, self.on_pages)


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({part / whole:.0%})" if whole else "0"


def loss(force: Force, folder: Path) -> Loss:
    """What ``force`` loses by rounding and by the proof."""
    place = folder / "force.db"
    make_store(force, place)
    store = open_store(f"sqlite:///{place}")
    held = read_snapshot(store).tables
    tables = read_tallies(store).tables
    due = due_periods(held["closed_month"], held["time_limit"], date.max)
    found, releases = Loss(force.name), []
    began = perf_counter()
    for kinds in MADE_APART:
        for made in make_due(tables, held["time_limit"], due, {}, {}, kinds):
            shown: dict[tuple[str, str | None], dict[str, int | None]] = defaultdict(dict)
            for table, area, category, number in made.numbers:
                shown[table, area][category] = number
            releases.append(Release(counted_from(made.due[:3], made.counts), dict(shown)))
    found.seconds = perf_counter() - began
    found.on_pages, found.say_nothing = _on_pages(f"sqlite:///{place}")
    for release in releases:
        _add(found, release, _quarters_of(release.counted, releases))
    released = {name for each in releases for name, _ in each.shown}
    found.nowhere = [name for name in listed()[0] if name not in released]
    return found


def _quarters_of(counted: CountedPeriod, releases: Sequence[Release]) -> list[Release]:
    return [
        each
        for each in releases
        if counted.months == YEAR != each.counted.months
        and each.counted.row_set == counted.row_set
        and year_of(each.counted.first) == counted.first
    ]


def _on_pages(store_url: str) -> tuple[int, int]:
    """The numbers in tables and panels of the pages about victims, and those that say nothing."""
    numbers = nothing = 0
    each_by_itself = patch("ui.elements.composition.IS_COMPOSED", new=False)
    with patch.dict(os.environ, STORE_URL=store_url), each_by_itself:
        for name in PAGES_OF_VICTIMS:
            page = opened_whole(name, {})
            rows = [row for each in tables_of(page) for row in each.value.to_numpy().tolist()]
            labels = [each.proto.popover.label for each in page.get("popover")]
            figures = [each.split("**")[1] for each in labels if "**" in each]
            said = [*(cell for row in rows for cell in row[1:]), *figures]
            nothing += sum(each.startswith(SAY_NOTHING) or not each for each in said)
            numbers += len(said)
    return numbers, nothing


def _add(found: Loss, release: Release, quarters: Sequence[Release]) -> None:
    counted = release.counted
    wanted = enough_of_all(counted) | enough_of_areas(counted)
    found.narrow_before += len(narrowed(Release(counted, wanted), quarters))
    # Where nothing is released, what is known comes from counts of work.
    found.narrow_after += len(narrowed(release, quarters)) if release.shown else 0
    for name, table in listed()[0].items():
        areas = counted.by_area if table.by_area else ()
        for area in (None, *areas) if table.row_set == counted.row_set else ():
            grain = _grain(counted, area)
            counts, shown = group_counts(table, counted, area), release.shown.get((name, area))
            found.listed[grain] += len(counts)
            found.small[grain] += sum(count < SMALLEST for count in counts.values())
            if shown is None:
                found.lost[grain] += len(wanted.get((name, area), ()))
                continue
            few = [number is None for number in shown.values()]
            found.shown[grain] += len(few)
            found.few[grain] += sum(few)
            found.few_of_tables[name, f"{grain} {counted.first}"] += few
            _add_errors(found, grain, counts, shown)


def _grain(counted: CountedPeriod, area: str | None) -> str:
    if area is not None:
        return "area"
    return "year" if counted.months == YEAR else "quarter"


def _add_errors(found: Loss, grain: str, counts: Mapping[str, int], shown: Shown) -> None:
    of = shown[ALL]
    if of is not None and of >= ENOUGH_FOR_A_SHARE:
        key = grain, counts[ALL] >= MANY
        for group, number in shown.items():
            if number is not None:
                points = 100 * abs(number / of - counts[group] / counts[ALL])
                found.error[key] = max(found.error[key], points)


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


def main() -> None:
    """Print a Markdown table with a column for each force."""
    losses = []
    for force in FORCES:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            losses.append(loss(force, Path(folder)))
    print(f"| | {' | '.join(each.name for each in losses)} |\n|{' --- |' * (len(losses) + 1)}")
    columns = [dict(each.rows()) for each in losses]
    for what in dict.fromkeys(name for column in columns for name in column):
        print(f"| {what} | {' | '.join(column.get(what, '') for column in columns)} |", flush=True)
