"""A process that is killed at any moment of its work, time after time, on one store."""

import os
import signal
import subprocess
from collections import Counter
from contextlib import AbstractContextManager, suppress
from random import Random
from typing import NamedTuple

import pytest

from benchmarks.app_server import Site
from benchmarks.ws_client import session
from data_access import maintenance
from data_access.arrow_cache import UNFINISHED, folder_of, newest_tallies
from data_access.store import Store
from tests.data_access.at_work import CASES, FILES, KINDS, NOTE, SNAPSHOT, WRITING, called
from tests.data_access.begun_process import begun_process
from tests.data_access.contents import of_tables
from tests.data_access.same_rows import EVERY_STORE, assert_same_rows
from tests.data_access.stores import AT, names_in
from tests.engines import FILE, SERVER, seldom_on_a_server
from tests.often import rounds
from tests.serving import awaited, running_app
from ui import pages

pytestmark = pytest.mark.slow

SEED = 50
KILLS = {FILE: rounds(50, 4), SERVER: 8}
MANY_KILLS = 50
# The engines of the stores on which every page is opened in the end.
OPENED_ON = [FILE, SERVER][: rounds(2, 1)]
# It ends each kind of work twice at most before it is killed.
MOST_DONE = 2 * len(KINDS)
# Until one of its kind was seen to end.
USUAL_SECONDS = 0.05


class Work(NamedTuple):
    kind: str
    number: int


class Killed(NamedTuple):
    """The work that a process had done when it was killed, and the work in progress."""

    done: list[Work]
    at: Work
    seconds: dict[str, float]


def at_work(store: Store, first: int) -> AbstractContextManager[subprocess.Popen[str]]:
    url = store.url.render_as_string(hide_password=False)
    return begun_process("-m", "tests.data_access.at_work", url, str(first))


def killed(store: Store, first: int, at_random: Random, seconds: dict[str, float]) -> Killed:
    """A process that was killed at some moment of one of the next things it did."""
    last = first + at_random.randrange(MOST_DONE)
    kind = KINDS[last % len(KINDS)]
    # Most of a snapshot is read; every second time it is killed while it is written.
    if kind == SNAPSHOT and at_random.random() < 1 / 2:
        kind = WRITING
    with at_work(store, first) as process:
        assert process.stdout
        said = [process.stdout.readline().split()]
        # A snapshot that an earlier process had written is not written again.
        while said[-1][:3] != ["begun", kind, str(last)] and int(said[-1][2]) <= last:
            said.append(process.stdout.readline().split())
        with suppress(subprocess.TimeoutExpired):
            process.wait(at_random.random() * seconds[kind])
        process.send_signal(signal.SIGKILL)
        said += [line.split() for line in process.stdout]
    assert process.returncode == -signal.SIGKILL
    begun, done = (
        {Work(kind, int(number)): rest for what, kind, number, *rest in said if what == word}
        for word in ("begun", "done")
    )
    under_way = [work for work in begun if work not in done] or [*begun]
    return Killed(
        [*done],
        under_way[-1],
        seconds | {work.kind: float(taken) for work, (taken,) in done.items()},
    )


def kept(store: Store) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The number of each note, and the number of rows of each table of each import."""
    tables = of_tables(store, ["action_update", "import_batch", "investigation", "notice"])
    sources = {batch["id"]: batch["source"] for batch in tables["import_batch"]}
    rows = Counter(
        (sources[row["batch"]], name)
        for name in ("investigation", "notice")
        for row in tables[name]
    )
    return Counter(row["note"] for row in tables["action_update"]), rows


def whole(works: list[Work]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The same, of these works, each once and whole."""
    notes = Counter(called(work.number) for work in works if work.kind == NOTE)
    tables = ("investigation", "notice")
    imported = [called(work.number) for work in works if work.kind == FILES]
    return notes, Counter({(each, name): CASES for each in imported for name in tables})


async def open_every_page(url: str) -> int:
    async with session(Site(url)) as reader:
        await reader.open("")
        addresses = [address for address in reader.pages if address not in pages.MOVED]
        for address in addresses:
            await reader.go(address)
        return len(addresses)


@seldom_on_a_server
def test_nothing_acknowledged_is_lost_and_nothing_is_there_in_part(starter_store, engine, tmp_path):
    at_random, seconds = Random(SEED), dict.fromkeys([*KINDS, WRITING], USUAL_SECONDS)
    done: list[Work] = []
    killed_at = Counter[str]()
    first = 1
    for _ in range(KILLS[engine]):
        process = killed(starter_store, first, at_random, seconds)
        done, seconds, first = done + process.done, process.seconds, process.at.number + 1
        killed_at[process.at.kind] += 1
        # A server finishes what it was sent before the kill by the time another process may write.
        with starter_store.trial().writing("A. Writer", "wait", "", at=AT):
            pass

        held = kept(starter_store)
        assert held in (whole(done), whole([*done, process.at]))
        if held != whole(done):
            done.append(process.at)
        assert maintenance.faults(starter_store) == []
        assert_same_rows(starter_store)

    left = [*folder_of(starter_store).glob(f"{UNFINISHED}*")]
    # Enough kills that one of them falls in each kind of work.
    if engine == FILE and KILLS[engine] >= MANY_KILLS:
        assert killed_at.keys() == {*KINDS, WRITING}
        assert left
    for each in left:
        os.utime(each, (0, 0))
    newest_tallies(starter_store, above=EVERY_STORE)
    assert len(names_in(folder_of(starter_store))) == 1
    if starter_store.path:
        assert names_in(starter_store.path.parent) == ["office.db", "office.db-columns"]
    if engine in OPENED_ON:
        address = starter_store.url.render_as_string(hide_password=False)
        with running_app(address, tmp_path) as app:
            found = awaited(open_every_page(app.url))
        assert found == len(pages.PAGES)
