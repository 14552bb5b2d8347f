"""Measures costs that grow with the store: ``python -m benchmarks sizes --cases 5000``.

It prints each line as soon as it is measured; the largest usual size takes some twenty minutes.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import polars as pl
from sqlalchemy import text

from benchmarks import browser, import_speed, results, ws_client
from benchmarks.app_server import running
from benchmarks.documents import pack_lines
from benchmarks.in_process import seconds
from benchmarks.plain_queries import PlainQuery, tables_in
from benchmarks.process_queries import limits_at, process_lines, year_up_to
from benchmarks.results import Compared, Result, milliseconds
from benchmarks.victim_queries import victim_queries
from data_access.arrow_cache import CachedTables, newest_tallies
from data_access.reads import Snapshot, read_snapshot
from data_access.store import Store, open_store
from metrics.cases.month_ends import last_closed
from metrics.frames import Tables
from metrics.releases.counting import QUARTER, count_period
from metrics.releases.people import released_periods
from metrics.releases.periods import Due, due_periods
from metrics.releases.tables import MEDIANS, SHARES
from metrics.victims.row_sets import ROW_SETS, rows_within
from tests.serving import ROOT, environment
from ui.reads.victims import ToCount, make_releases

USUAL = (5_000, 100_000, 1_000_000)
MOST_FORCES = 43
TIMES, TIMES_SQL, PAGE_RUNS, FILTERS = 7, 3, 20, 10
READERS = (1, 10, 50, 100)
LOAD_BUDGET, IMPORT_BUDGET, SCRIPT_BUDGET, FILTER_BUDGET, MANY_BUDGET = 500, 300_000, 150, 400, 500
MEMORY_BUDGET, IMPORT_MEMORY_BUDGET, PACK_BUDGET = 1_500, 3_000, 2_000
# Stores with more rows than this are read from Arrow files; 0 makes that every store.
ROWS_BEFORE_ARROW = 0
LONGEST_START = 600


def measure(cases: int, folder: Path) -> Iterator[Result | Compared]:
    """Measure all lines about a store of ``cases`` investigations, one after the other."""
    store_url = f"sqlite:///{folder / 'demonstration.db'}"
    making = seconds(partial(_make, cases, store_url))
    yield Result("Making the demonstration", milliseconds([making]))
    store = open_store(store_url)
    yield from _importing(store, folder)
    read = partial(newest_tallies, store, above=ROWS_BEFORE_ARROW)
    yield Result("Reading the store and writing its snapshot", milliseconds([seconds(read)]))
    loads = [seconds(read) for _ in range(TIMES)]
    yield Result("Loading the snapshot", milliseconds(loads), LOAD_BUDGET)
    snapshot, tables = read_snapshot(store), read().tables
    assert isinstance(tables, CachedTables)
    limits = snapshot.tables["time_limit"]
    due = due_periods(snapshot.tables["closed_month"], limits, date.max)
    making = seconds(partial(make_releases, store, ToCount(tables, limits, None), due, snapshot))
    yield Result("Making every release", milliseconds([making]))
    loads = [seconds(partial(_released, store)) for _ in range(TIMES)]
    yield Result("Loading the released numbers", milliseconds(loads), LOAD_BUDGET)
    yield from pack_lines(store_url, PACK_BUDGET)
    yield from _app(store_url, snapshot, folder)
    at = last_closed(snapshot.tables["closed_month"], date.max)
    assert at
    ways = ThreeWays(store, tables.place, tables)
    yield from _process(ways, snapshot, at)
    yield from _people(ways, due, limits)


def _released(store: Store) -> object:
    return released_periods(read_snapshot(store).tables, date.max)


def _make(cases: int, store_url: str) -> None:
    forces = min(MOST_FORCES, max(1, cases // 5_000))
    subprocess.run(
        [sys.executable, "-m", "data_access", "demo", f"--cases={cases}", f"--forces={forces}"],
        cwd=ROOT,
        env=environment(STORE_URL=store_url),
        check=True,
        capture_output=True,
    )


def _importing(store: Store, folder: Path) -> Iterator[Result]:
    files = import_speed.files_from_store(store, folder)
    taken, megabytes = import_speed.import_by_command(files, f"sqlite:///{folder / 'office.db'}")
    yield Result("Importing all of it from files", milliseconds([taken]), IMPORT_BUDGET)
    yield Result("Memory of that process", [megabytes], IMPORT_MEMORY_BUDGET, unit="MB")
    for file in (*files, *folder.glob("office.db*")):
        file.unlink()


class ThreeWays(NamedTuple):
    """The three sources of a count: the tables of a page, Arrow files, and the store."""

    store: Store
    arrow_files: Path
    tables: Tables

    def compared(
        self, what: str, ours: Callable[[], object], plain: Sequence[PlainQuery]
    ) -> Compared:
        """Time each way: ours and Polars in turns, then SQL."""
        files = tables_in(self.arrow_files)
        in_polars = [each.polars(files) for each in plain]
        turns = [
            (seconds(ours), seconds(lambda: [each.collect() for each in in_polars]))
            for _ in range(TIMES)
        ]
        mine, raw = zip(*turns, strict=True)
        statements = [text(each.sqlite) for each in plain]
        with self.store.reading() as connection:
            in_sql = [
                seconds(lambda: [connection.execute(each).all() for each in statements])
                for _ in range(TIMES_SQL)
            ]
        return Compared(what, milliseconds(mine), milliseconds(raw), milliseconds(in_sql))


def _process(ways: ThreeWays, snapshot: Snapshot, at: date) -> Iterator[Compared]:
    """Measures that pages count from rows on request, over a year and all areas."""
    limits = limits_at(snapshot.tables["time_limit"], at)
    for line in process_lines(limits, year_up_to(at), at):
        yield ways.compared(line.name, partial(line.ours, ways.tables), line.plain)


def _people(ways: ThreeWays, due: Sequence[Due], limits: pl.DataFrame) -> Iterator[Compared]:
    """The newest quarter of each row set, counted by every dimension for a release."""
    for kind in ROW_SETS:
        newest = [each for each in due if each.row_set == kind and each.months == QUARTER][-1]
        queries = victim_queries(newest.first, newest.last)
        of_kind = {code for of in (SHARES, MEDIANS) for code in of if of[code].row_set == kind}
        codes = [code for code in queries if code in of_kind]
        yield ways.compared(
            f"a quarter of {kind}, all tables at once",
            partial(_counted, ways.tables, limits, newest),
            [queries[code] for code in codes],
        )


def _counted(tables: Tables, limits: pl.DataFrame, due: Due) -> object:
    days = due.counted_at, due.first, due.last
    rows = rows_within(tables, limits, *days, (due.row_set,))[due.row_set]
    return count_period(due.row_set, due.first, due.months, rows)


def _app(store_url: str, snapshot: Snapshot, folder: Path) -> Iterator[Result]:
    began = perf_counter()
    with running("app.py", store_url, folder, longest_start=LONGEST_START) as app:
        yield Result("Start of the app", milliseconds([perf_counter() - began]))
        addresses = asyncio.run(ws_client.page_addresses(app.site))
        for address in addresses:
            runs = asyncio.run(ws_client.page_alone(app.site, address, PAGE_RUNS))
            name = ws_client.page_name(address)
            yield Result(f"Script run, {name}", milliseconds(runs), SCRIPT_BUDGET)
        with browser.chromium() as chromium:
            for what, interaction in browser.INTERACTIONS.values():
                taken = browser.seconds_of(chromium, app.site, interaction(snapshot, FILTERS))
                yield Result(what, milliseconds(taken), FILTER_BUDGET)
        for readers in READERS:
            many = asyncio.run(ws_client.many_readers(app.site, addresses, readers))
            yield Result(
                f"Page change or filter, {readers} readers", milliseconds(many), MANY_BUDGET
            )
        yield Result(
            "Memory of the process afterwards", [app.resident_megabytes()], MEMORY_BUDGET, unit="MB"
        )


def main(arguments: Sequence[str]) -> None:
    """Measure one size after the other, each in a temporary folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks sizes")
    parser.add_argument("--cases", type=int, action="append", help="so many; may be repeated")
    sizes = parser.parse_args(arguments).cases or USUAL
    for cases in sizes:
        print(f"\n## {cases:,} investigations", flush=True)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            for kind, of_kind in groupby(measure(cases, Path(place)), type):
                print(f"\n{results.head(kind)}", flush=True)
                for result in of_kind:
                    print(results.row(result), flush=True)
