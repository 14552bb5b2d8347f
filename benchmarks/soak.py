"""Soak test of an office at work: ``python -m benchmarks long --minutes 60 --sessions 20``.

Readers browse over websockets while separate processes record and import, and backups are made. In
the end the store must be sound and contain every write that it acknowledged.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import delete
from websockets.exceptions import WebSocketException

from benchmarks import ws_client
from benchmarks.app_server import Server, Site, running
from benchmarks.results import Result, milliseconds
from benchmarks.soak_writers import BY, CASES_A_FILE, Book, label, writers
from data_access import maintenance
from data_access.reads import read_snapshot, read_tallies
from data_access.store import Store, open_store
from data_access.tables import Setting
from tests.serving import make_store

MINUTE = 60.0
SETTLING_MINUTES = 10
MOST_GROWTH = 0.1
BETWEEN_BACKUPS_SECONDS = 180.0
# A task that wakes this late was held up by other work on the machine.
STALL_SECONDS = 10.0
# Long, because the machine may be busy with other work.
LONGEST_START = 300
FAILURES = (RuntimeError, TimeoutError, OSError, WebSocketException)


@dataclass
class SoakReport:
    """Answers and errors since the start, and the app's memory at the end of each minute.

    ``seconds``: the time of each answer. ``stalled``: seconds for which the machine held up the
    whole test. ``cut_off``: answers lost to that.
    """

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    megabytes: list[float] = field(default_factory=list)
    backups: int = 0
    stalled: float = 0.0
    cut_off: int = 0
    _ticked: float = field(default_factory=perf_counter)
    _stalled_at: float = 0.0

    def tick(self) -> None:
        """Note the time; called every second unless the machine holds up the test."""
        now = perf_counter()
        if now - self._ticked > STALL_SECONDS:
            self.stalled += now - self._ticked
            self._stalled_at = now
        self._ticked = now

    def fail(self, problem: BaseException, since: float) -> None:
        """Count a failure of a reader whose last answer came at ``since``."""
        self.tick()
        if self._stalled_at > since:
            self.cut_off += 1
        else:
            self.errors[f"{type(problem).__name__}: {problem}"] += 1


# Readers and backups


async def _read(
    site: Site, addresses: list[str], seed: int, until: float, report: SoakReport
) -> None:
    """Browse until ``until``; after an error, open the app again."""
    at_random = random.Random(seed)
    while perf_counter() < until:
        answered = perf_counter()
        try:
            async with ws_client.session(site) as reader:
                await reader.open(at_random.choice(addresses))
                while perf_counter() < until:
                    answered = perf_counter()
                    await asyncio.sleep(at_random.uniform(*ws_client.THINKING_SECONDS))
                    if at_random.random() < ws_client.SHARE_OF_PAGE_CHANGES:
                        report.seconds.append(await reader.go(at_random.choice(addresses)))
                    else:
                        report.seconds.append(await reader.choose(at_random))
        except FAILURES as problem:
            report.fail(problem, answered)
            await asyncio.sleep(1)


async def _back_up(
    store: Store, folder: Path, notes: Book, until: float, report: SoakReport
) -> None:
    """Back up now and then, and check that the copy is sound and complete."""
    while perf_counter() + BETWEEN_BACKUPS_SECONDS < until:
        await asyncio.sleep(BETWEEN_BACKUPS_SECONDS)
        before, copy = notes.numbers(), folder / "backup.db"
        await asyncio.to_thread(maintenance.backup, store, copy)
        broken = await asyncio.to_thread(_faults, open_store(_address(copy)), before, [])
        report.errors.update(f"Backup: {each}" for each in broken)
        report.backups += 1
        copy.unlink()


async def _each_minute(minutes: int, print_line: Callable[[int], None]) -> None:
    started = perf_counter()
    for minute in range(1, minutes + 1):
        await asyncio.sleep(max(0.0, started + minute * MINUTE - perf_counter()))
        print_line(minute)


async def _watch_for_stalls(until: float, report: SoakReport) -> None:
    while perf_counter() < until:
        await asyncio.sleep(1)
        report.tick()


async def work(
    app: Server, store: Store, folder: Path, given: argparse.Namespace, notes: Book, files: Book
) -> SoakReport:
    """Run everything at once for the given minutes, and print a line each minute."""
    report, addresses = SoakReport(), await ws_client.page_addresses(app.site)
    until = perf_counter() + given.minutes * MINUTE

    def print_line(minute: int) -> None:
        report.megabytes.append(app.resident_megabytes())
        answers = Result("", milliseconds(report.seconds)).cells
        print(
            f"| {minute} | {report.megabytes[-1]:.0f} MB | {len(report.seconds):,} | {answers[3]} "
            f"| {report.errors.total()} | {len(notes.numbers()):,} | {len(files.numbers())} "
            f"| {report.backups} |",
            flush=True,
        )

    print("| minute | memory | answers | p95 | errors | notes | files | copies |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    async with asyncio.TaskGroup() as together:
        for place in range(given.sessions):
            seed = ws_client.SEED + place
            together.create_task(_read(app.site, addresses, seed, until, report))
        together.create_task(_back_up(store, folder, notes, until, report))
        together.create_task(_watch_for_stalls(until, report))
        together.create_task(_each_minute(given.minutes, print_line))
    return report


# The store afterwards


def _faults(store: Store, notes: Sequence[int], files: Sequence[int]) -> list[str]:
    """A sentence for each fault of the store, and for each acknowledged write that is missing."""
    tables = read_snapshot(store).tables
    recorded = Counter(tables["action_update"].filter(recorded_by=BY)["note"])
    batches = tables["import_batch"].filter(imported_by=BY)
    rows = (
        read_tallies(store)
        .tables["investigation"]
        .join(batches, left_on="batch", right_on="id", how="inner")
    )
    rows_by_file = Counter(rows["source"])
    return [
        *maintenance.faults(store),
        *(
            f"{label(each)} is there {recorded[label(each)]} times"
            for each in notes
            if recorded[label(each)] != 1
        ),
        *(
            f"File {each} has {rows_by_file[label(each)]} rows"
            for each in files
            if rows_by_file[label(each)] != CASES_A_FILE
        ),
    ]


def _office(folder: Path) -> str:
    """Make a store with the demonstration's content but not its mark, so that it accepts files."""
    url = make_store("demonstration", folder)
    with open_store(url).writing(BY, "unmark", "demonstration", at=datetime.now(UTC)) as session:
        session.execute(delete(Setting))
    return url


def _address(file: Path) -> str:
    return f"sqlite:///{file}"


def main(arguments: Sequence[str]) -> None:
    """Run the test and print a report. Errors: RuntimeError if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks long")
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--sessions", type=int, default=20)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        store_url = _office(folder)
        store = open_store(store_url)
        notes, files = Book(folder / "notes"), Book(folder / "files")
        with running("app.py", store_url, folder, longest_start=LONGEST_START) as app:
            with writers(store_url, notes, files):
                report = asyncio.run(work(app, store, folder, given, notes, files))
            log = (folder / "app.log").read_text(encoding="utf-8")
        wrong = _faults(store, notes.numbers(), files.numbers())
    _conclude(report, wrong, log)


def _conclude(report: SoakReport, wrong: Sequence[str], log: str) -> None:
    errors = [f"{number} times: {error}" for error, number in report.errors.most_common()]
    print(
        f"\nStopped from outside for {report.stalled:.0f} seconds, which cut off {report.cut_off} "
        f"answers. Slowest of the others: {max(report.seconds):.1f} seconds."
    )
    print(f"Lost or broken: {'; '.join(wrong) or 'nothing'}.")
    print(f"Errors of readers and copies: {'; '.join(errors) or 'none'}.")
    print(f"In the app's log: {log.count('Traceback')} failures.")
    settled = report.megabytes[SETTLING_MINUTES - 1 :]
    growth = max(settled) / settled[0] - 1 if settled else 0.0
    if settled:
        print(
            f"Memory: {settled[0]:.0f} MB after {SETTLING_MINUTES} minutes, at most "
            f"{max(settled):.0f} and {settled[-1]:.0f} in the end: {growth:+.1%}."
        )
    if wrong or errors or "Traceback" in log or growth > MOST_GROWTH:
        print(log[-4000:], file=sys.stderr)
        raise RuntimeError("The long run has not held.")
