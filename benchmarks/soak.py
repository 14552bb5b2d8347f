"""An office at work for an hour: ``python -m benchmarks long --minutes 60 --sessions 20``.

Readers browse over the app's own connection; processes of their own record and import, and copies
are made meanwhile. In the end all that was acknowledged must be there, and the store be sound.
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
from benchmarks.app_server import Server, running
from benchmarks.results import Result, milliseconds
from benchmarks.soak_writers import BY, CASES_A_FILE, Book, called, writing
from data_access import maintenance
from data_access.reads import read_snapshot, read_tallies
from data_access.store import Store, open_store
from data_access.tables import Setting
from tests.serving import make_store

MINUTE = 60.0
SETTLING_MINUTES = 10
MOST_GROWTH = 0.1
BETWEEN_BACKUPS_SECONDS = 180.0
# Whoever wakes so much later than asked was stopped by something else on the machine.
HELD_UP_SECONDS = 10.0
# The machine may be at other work.
LONGEST_START = 300
FAILURES = (RuntimeError, TimeoutError, OSError, WebSocketException)


@dataclass
class Found:
    """What readers met since the start, and the app's memory at the end of each minute.

    ``held_up``: seconds in which all of this was stopped from outside; ``cut_off``: answers that
    did not come because of that.
    """

    taken: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    megabytes: list[float] = field(default_factory=list)
    backups: int = 0
    held_up: float = 0.0
    cut_off: int = 0
    _ticked: float = field(default_factory=perf_counter)
    _held_up_at: float = 0.0

    def tick(self) -> None:
        """Called every second, unless something else holds all of this up."""
        now = perf_counter()
        if now - self._ticked > HELD_UP_SECONDS:
            self.held_up += now - self._ticked
            self._held_up_at = now
        self._ticked = now

    def fail(self, problem: BaseException, since: float) -> None:
        """Counts what a reader met who was last answered at ``since``."""
        self.tick()
        if self._held_up_at > since:
            self.cut_off += 1
        else:
            self.errors[f"{type(problem).__name__}: {problem}"] += 1


# What reads


async def _read(url: str, addresses: list[str], seed: int, until: float, found: Found) -> None:
    """One reader after another in one place: who meets an error opens the app anew."""
    at_random = random.Random(seed)
    while perf_counter() < until:
        answered = perf_counter()
        try:
            async with ws_client.session(url) as reader:
                await reader.open(at_random.choice(addresses))
                while perf_counter() < until:
                    answered = perf_counter()
                    await asyncio.sleep(at_random.uniform(*ws_client.THINKING_SECONDS))
                    if at_random.random() < ws_client.SHARE_OF_PAGE_CHANGES:
                        found.taken.append(await reader.go(at_random.choice(addresses)))
                    else:
                        found.taken.append(await reader.choose(at_random))
        except FAILURES as problem:
            found.fail(problem, answered)
            await asyncio.sleep(1)


async def _back_up(store: Store, folder: Path, noted: Book, until: float, found: Found) -> None:
    """A copy now and then, held to be sound and to have all that was recorded before it."""
    while perf_counter() + BETWEEN_BACKUPS_SECONDS < until:
        await asyncio.sleep(BETWEEN_BACKUPS_SECONDS)
        before, copy = noted.numbers(), folder / "backup.db"
        await asyncio.to_thread(maintenance.backup, store, copy)
        broken = await asyncio.to_thread(_what_is_wrong, open_store(_address(copy)), before, [])
        found.errors.update(f"Backup: {each}" for each in broken)
        found.backups += 1
        copy.unlink()


async def _each_minute(minutes: int, say: Callable[[int], None]) -> None:
    started = perf_counter()
    for minute in range(1, minutes + 1):
        await asyncio.sleep(max(0.0, started + minute * MINUTE - perf_counter()))
        say(minute)


async def _notice_hold_ups(until: float, found: Found) -> None:
    while perf_counter() < until:
        await asyncio.sleep(1)
        found.tick()


async def work(
    app: Server, store: Store, folder: Path, given: argparse.Namespace, noted: Book, brought: Book
) -> Found:
    """Everything at once, for the minutes given; a line a minute."""
    found, addresses = Found(), await ws_client.page_addresses(app.url)
    until = perf_counter() + given.minutes * MINUTE

    def say(minute: int) -> None:
        found.megabytes.append(app.resident_megabytes())
        answers = Result("", milliseconds(found.taken)).cells
        print(
            f"| {minute} | {found.megabytes[-1]:.0f} MB | {len(found.taken):,} | {answers[3]} "
            f"| {found.errors.total()} | {len(noted.numbers()):,} | {len(brought.numbers())} "
            f"| {found.backups} |",
            flush=True,
        )

    print("| minute | memory | answers | p95 | errors | notes | files | copies |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    async with asyncio.TaskGroup() as together:
        for place in range(given.sessions):
            seed = ws_client.SEED + place
            together.create_task(_read(app.url, addresses, seed, until, found))
        together.create_task(_back_up(store, folder, noted, until, found))
        together.create_task(_notice_hold_ups(until, found))
        together.create_task(_each_minute(given.minutes, say))
    return found


# What must be there in the end


def _what_is_wrong(store: Store, notes: Sequence[int], files: Sequence[int]) -> list[str]:
    """A sentence for each fault of the store, and for what was acknowledged and is not there."""
    tables = read_snapshot(store).tables
    kept = Counter(tables["action_update"].filter(recorded_by=BY)["note"])
    batches = tables["import_batch"].filter(imported_by=BY)
    rows = (
        read_tallies(store)
        .tables["investigation"]
        .join(batches, left_on="batch", right_on="id", how="inner")
    )
    brought = Counter(rows["source"])
    return [
        *maintenance.faults(store),
        *(
            f"{called(each)} is there {kept[called(each)]} times"
            for each in notes
            if kept[called(each)] != 1
        ),
        *(
            f"File {each} has {brought[called(each)]} rows"
            for each in files
            if brought[called(each)] != CASES_A_FILE
        ),
    ]


def _office(folder: Path) -> str:
    """The invented progress and cases in a store of no demonstration, so that files may come."""
    url = make_store("demonstration", folder)
    with open_store(url).writing(BY, "unmark", "demonstration", at=datetime.now(UTC)) as session:
        session.execute(delete(Setting))
    return url


def _address(file: Path) -> str:
    return f"sqlite:///{file}"


def main(arguments: Sequence[str]) -> None:
    """Work, print a line a minute, and say what was found. Errors: RuntimeError where any is."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks long")
    asked.add_argument("--minutes", type=int, default=60)
    asked.add_argument("--sessions", type=int, default=20)
    given = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        store_url = _office(folder)
        store = open_store(store_url)
        noted, brought = Book(folder / "notes"), Book(folder / "files")
        with running("app.py", store_url, folder, longest_start=LONGEST_START) as app:
            with writing(store_url, noted, brought):
                found = asyncio.run(work(app, store, folder, given, noted, brought))
            log = (folder / "app.log").read_text(encoding="utf-8")
        wrong = _what_is_wrong(store, noted.numbers(), brought.numbers())
    _conclude(found, wrong, log)


def _conclude(found: Found, wrong: Sequence[str], log: str) -> None:
    errors = [f"{number} times: {said}" for said, number in found.errors.most_common()]
    print(
        f"\nStopped from outside for {found.held_up:.0f} seconds, which cut off {found.cut_off} "
        f"answers. Slowest of the others: {max(found.taken):.1f} seconds."
    )
    print(f"Lost or broken: {'; '.join(wrong) or 'nothing'}.")
    print(f"Errors of readers and copies: {'; '.join(errors) or 'none'}.")
    print(f"In the app's log: {log.count('Traceback')} failures.")
    settled = found.megabytes[SETTLING_MINUTES - 1 :]
    growth = max(settled) / settled[0] - 1 if settled else 0.0
    if settled:
        print(
            f"Memory: {settled[0]:.0f} MB after {SETTLING_MINUTES} minutes, at most "
            f"{max(settled):.0f} and {settled[-1]:.0f} in the end: {growth:+.1%}."
        )
    if wrong or errors or "Traceback" in log or growth > MOST_GROWTH:
        print(log[-4000:], file=sys.stderr)
        raise RuntimeError("The long run has not held.")
