"""A process at work on a store until it is killed: ``python -m tests.data_access.at_work URL 1``.

It notes, imports and builds a snapshot in turn, from that number on, and says of each when it
begins and, once the store has taken it, that it is done and how many seconds it took; of a
snapshot, of the writing of its files too.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from time import perf_counter

import polars as pl

from data_access import arrow_cache
from data_access.arrow_cache import newest_tallies
from data_access.intake.models import Upload
from data_access.store import Store, open_store
from tests.data_access.intake.office import bring, lines
from tests.data_access.same_rows import EVERY_STORE
from tests.data_access.stores import note

NOTE, FILES, SNAPSHOT = KINDS = ("note", "files", "snapshot")
WRITING = "writing"
CASES = 150


def files(number: int) -> list[Upload]:
    """Two tables of the cases of this number, and of no other."""
    references = [f"{number}/{place}/21" for place in range(1_000, 1_000 + CASES)]
    return [
        lines("Crime Ref,Date Reported", *(f"{each},16/07/2021" for each in references)),
        lines(
            "Crime Ref,Decided by,Decided on",
            *(f"{each},police,03/11/2021" for each in references),
            name="notice.csv",
        ),
    ]


def do(store: Store, kind: str, number: int) -> None:
    if kind == NOTE:
        note(store, called(number))
    elif kind == FILES:
        assert bring(store, *files(number), source=called(number)).loaded
    else:
        with saying_when_written(number):
            newest_tallies(store, above=EVERY_STORE)


def called(number: int) -> str:
    return f"number {number}"


@contextmanager
def said(kind: str, number: int) -> Iterator[None]:
    print("begun", kind, number, flush=True)
    began = perf_counter()
    yield
    print("done", kind, number, perf_counter() - began, flush=True)


@contextmanager
def saying_when_written(number: int) -> Iterator[None]:
    write = arrow_cache._write

    def write_and_say(making: Path, key: str, tables: Mapping[str, pl.DataFrame]) -> None:
        with said(WRITING, number):
            write(making, key, tables)

    arrow_cache._write = write_and_say
    yield
    arrow_cache._write = write


def main(url: str, first: str) -> None:
    store = open_store(url)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in count(int(first)):
        kind = KINDS[number % len(KINDS)]
        with said(kind, number):
            do(store, kind, number)


if __name__ == "__main__":
    main(*sys.argv[1:])
