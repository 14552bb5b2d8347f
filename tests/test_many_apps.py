"""Several processes of the app on one server: what a page shows is of one moment of the store."""

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack
from threading import Event, Semaphore

import pytest

from benchmarks.app_server import Site
from benchmarks.ws_client import Session, session
from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.store import Store, open_store
from data_access.writes import Stamp
from tests.data_access.valid_entries import AT, BOARD, BY, VALID, record
from tests.often import rounds
from tests.servers import Server
from tests.serving import RunningApp, running_app

PROCESSES = rounds(3, 2)
PAIRS = rounds(60, 15)
# The number of entries written while the readers look once.
PAIRS_A_LOOK = 3
LONGEST_LOOK = 60
# A pair adds a decision and a question, and its audit event.
ROWS_OF_A_PAIR = 3
OPEN = re.compile(r"(\d+) earlier decisions? and (\d+) earlier questions? late")
FACTS = re.compile(r"tables, ([\d,]+) rows, revision (\d+)")


@pytest.fixture
def store(server: Server, starter_database: str) -> Iterator[Store]:
    with server.database(starter_database) as url:
        opened = open_store(url)
        record(opened, "meeting")
        yield opened


@pytest.fixture
def apps(store: Store, tmp_path) -> Iterator[list[RunningApp]]:
    address = store.url.render_as_string(hide_password=False)
    with ExitStack() as until_the_end:
        yield [
            until_the_end.enter_context(running_app(address, tmp_path)) for _ in range(PROCESSES)
        ]


def write(store: Store, looks: Semaphore, written: Event) -> None:
    """A decision and a question at a time, in one transaction each time; a few at each look."""
    decision = writes.validate(schemas.NewDecision, **VALID["decision"])
    ask = writes.validate(schemas.NewAsk, **VALID["ask"])
    try:
        for number in range(PAIRS):
            if number % PAIRS_A_LOOK == 0:
                assert looks.acquire(timeout=LONGEST_LOOK)
            with store.writing(BY, "record", BOARD, at=AT) as session:
                writes.add(session, decision, Stamp(BY, AT))
                writes.add(session, ask, Stamp(BY, AT))
    finally:
        written.set()


async def seen_on(reader: Session, pattern: re.Pattern[str]) -> tuple[int, int]:
    """The two numbers of the page in front of the reader, drawn anew; noughts where it has none."""
    await reader.again()
    words = [text.replace("**", "") for text in reader.texts]
    found = next(filter(None, map(pattern.search, words)), None)
    if found is None:
        return 0, 0
    first, second = (int(number.replace(",", "")) for number in found.groups("0"))
    return first, second


async def read(
    urls: list[str], looks: Semaphore, written: Event
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The revisions that readers of every process saw during writes, and after them."""
    async with AsyncExitStack() as lines:
        readers = []
        for url in urls:
            for address, pattern in (("meetings", OPEN), ("about-the-data", FACTS)):
                reader = await lines.enter_async_context(session(Site(url)))
                await reader.open(address)
                readers.append((reader, pattern))
        seen: dict[re.Pattern[str], list[tuple[int, int]]] = {OPEN: [], FACTS: []}
        last = False
        while not last:
            last = written.is_set()
            looks.release()
            now = await asyncio.gather(*(seen_on(*each) for each in readers))
            for (_, pattern), numbers in zip(readers, now, strict=True):
                seen[pattern].append(numbers)
        return seen[OPEN], seen[FACTS]


@pytest.mark.slow
def test_every_process_shows_one_moment_and_in_the_end_the_newest(store, apps):
    begun, looks, written = read_snapshot(store), Semaphore(0), Event()
    before = begun.revision.number
    urls = [app.url for app in apps]
    rows_before = sum(frame.height for frame in begun.tables.values())

    with ThreadPoolExecutor(2) as apart:
        reading = apart.submit(lambda: asyncio.run(read(urls, looks, written)))
        apart.submit(write, store, looks, written).result()
        opened, facts = reading.result()

    assert [numbers for numbers in opened if numbers[0] != numbers[1]] == []
    assert {rows - ROWS_OF_A_PAIR * (revision - before) for rows, revision in facts} == {
        rows_before
    }
    # It was written while they read.
    assert len({decisions for decisions, _ in opened}) >= PAIRS // PAIRS_A_LOOK // 2
    assert opened[-PROCESSES:] == [(PAIRS, PAIRS)] * PROCESSES
    newest = (rows_before + ROWS_OF_A_PAIR * PAIRS, before + PAIRS)
    assert facts[-PROCESSES:] == [newest] * PROCESSES
