"""Measures what grows with the store: ``python -m benchmarks sizes --cases 5000 --cases 100000``.

A line as soon as it is measured; the largest usual size takes some twenty minutes.
"""

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl
from sqlalchemy import text

from benchmarks import chromium, imports, results, sessions
from benchmarks.inside import seconds
from benchmarks.measures import ASKED, limits_at, year_up_to
from benchmarks.results import Result, milliseconds
from benchmarks.serving import running
from data_access.intake.incoming import Upload
from data_access.reads import read_snapshot
from data_access.snapshots import folder_of, newest_tallies
from data_access.store import Store, open_store
from metrics.cases.month_ends import last_closed
from metrics.victims.quarters import quarters_to_show
from metrics.victims.years import years_to_show
from tests.serving import ROOT, environment
from ui.apart import count_apart

USUAL = (5_000, 100_000, 1_000_000)
MOST_FORCES = 43
TIMES, PAGE_RUNS, FILTERS = 5, 20, 10
READERS = (1, 10, 50, 100)
LOAD_BUDGET, IMPORT_BUDGET, SCRIPT_BUDGET, FILTER_BUDGET, MANY_BUDGET = 500, 300_000, 150, 400, 500
MEMORY_BUDGET = 1_500
EVERY_STORE = 0


def measure(cases: int, folder: Path) -> Iterator[Result]:
    """Everything about a store of ``cases`` investigations, one after the other."""
    store_url = f"sqlite:///{folder / 'demonstration.db'}"
    yield Result(
        "Making the demonstration", milliseconds([seconds(partial(_make, cases, store_url))])
    )
    yield Result(
        "Importing as many investigations", milliseconds([_importing(cases, folder)]), IMPORT_BUDGET
    )
    store = open_store(store_url)
    read = partial(newest_tallies, store, above=EVERY_STORE)
    yield Result("Reading the store and writing its snapshot", milliseconds([seconds(read)]))
    loads = [seconds(read) for _ in range(TIMES)]
    yield Result("Loading the snapshot", milliseconds(loads), LOAD_BUDGET)
    yield from _measures(store)
    yield from _cubes(store)
    yield from _app(store_url, store, folder)


def _make(cases: int, store_url: str) -> None:
    forces = min(MOST_FORCES, max(1, cases // 5_000))
    subprocess.run(
        [sys.executable, "-m", "data_access", "demo", f"--cases={cases}", f"--forces={forces}"],
        cwd=ROOT,
        env=environment(STORE_URL=store_url),
        check=True,
        capture_output=True,
    )


def _importing(cases: int, folder: Path) -> float:
    content = imports.investigations_file(cases)
    taken = seconds(partial(imports.import_file, folder / "import.db", Upload("file.csv", content)))
    for file in folder.glob("import.db*"):
        file.unlink()
    return taken


def _measures(store: Store) -> Iterator[Result]:
    """``Times the plain way`` is of the raw aggregate; SQL has a line of its own."""
    held = read_snapshot(store)
    at = last_closed(held.tables["closed_month"], date.max)
    assert at
    tables = newest_tallies(store, above=EVERY_STORE).tables
    limits, period = limits_at(held.tables["time_limit"], at), year_up_to(at)
    (place,) = folder_of(store).iterdir()
    given = {"at": at.isoformat(), "first": period.first.isoformat(), "until": at.isoformat()}
    for code, asked in ASKED.items():
        raw = asked.raw(pl.scan_ipc(place / f"{asked.table}.arrow"), period, at)
        ours = partial(asked.ours, tables, limits, period, at)
        turns = [(seconds(ours), seconds(raw.collect)) for _ in range(TIMES)]
        mine, plain = zip(*turns, strict=True)
        yield Result(code, milliseconds(mine), plain=milliseconds(plain), times_budget=2)
        with store.reading() as connection:
            ask = partial(connection.execute, text(asked.sql), given)
            in_sql = [seconds(lambda: ask().all()) for _ in range(TIMES)]  # noqa: B023
        yield Result(f"{code}, in SQL", milliseconds(in_sql))


def _cubes(store: Store) -> Iterator[Result]:
    held = read_snapshot(store)
    quarters = quarters_to_show(held.tables["closed_month"], date.max)
    periods = [*((each,) for each in quarters), *years_to_show(quarters)]
    tables = newest_tallies(store, above=EVERY_STORE).tables
    count = partial(count_apart, tables, held.tables["time_limit"], periods, [])
    yield Result("Protected counts of every quarter and year", milliseconds([seconds(count)]))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Result("Most memory of a process that ended", [most], unit="MB")


def _app(store_url: str, store: Store, folder: Path) -> Iterator[Result]:
    last = read_snapshot(store).demonstration_as_at
    assert last
    with running("app.py", store_url, folder, longest_start=600) as app:
        addresses = asyncio.run(sessions.page_addresses(app.url))
        for address in addresses:
            runs = asyncio.run(sessions.page_alone(app.url, address, PAGE_RUNS))
            name = address.replace("-", " ").capitalize() or "Briefing"
            yield Result(f"Script run, {name}", milliseconds(runs), SCRIPT_BUDGET)
        with chromium.chromium() as browser:
            days = chromium.day_changes(browser, app.url, last, FILTERS)
            yield Result(
                "Filter to final in Chromium, as-at day", milliseconds(days), FILTER_BUDGET
            )
        for readers in READERS:
            many = asyncio.run(sessions.many_readers(app.url, addresses, readers))
            yield Result(
                f"Page change or filter, {readers} readers", milliseconds(many), MANY_BUDGET
            )
        yield Result(
            "Memory of the process afterwards", [app.resident_megabytes()], MEMORY_BUDGET, unit="MB"
        )


def main(arguments: Sequence[str]) -> None:
    """Measure one size after the other, each in a folder that is gone afterwards."""
    given = argparse.ArgumentParser(prog="python -m benchmarks sizes")
    given.add_argument("--cases", type=int, action="append", help="so many; may be repeated")
    sizes = given.parse_args(arguments).cases or USUAL
    for cases in sizes:
        print(f"\n## {cases:,} investigations\n\n{results.head()}", flush=True)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            for result in measure(cases, Path(place)):
                print(results.row(result), flush=True)
