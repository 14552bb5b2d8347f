"""The writers of the soak test: one process records notes, another imports files of cases."""

import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.synchronize import Event
from pathlib import Path

from benchmarks import ws_client
from benchmarks.import_speed import investigations_file
from data_access import schemas, writes
from data_access.intake.import_files import import_files
from data_access.intake.models import Options, Upload
from data_access.intake.privacy.case_key import CaseKey
from data_access.reads import read_snapshot
from data_access.store import open_store

BY = "Long run"
# Seconds between two notes, and between two files.
BETWEEN_RECORDS, BETWEEN_IMPORTS = 3.0, 60.0
CASES_A_FILE = 40
KEY = CaseKey(bytes(32))


class Book:
    """A file of the numbers of all writes that the store has acknowledged."""

    def __init__(self, file: Path) -> None:
        self.file = file
        file.touch()

    def add(self, number: int) -> None:
        with self.file.open("a") as written:
            written.write(f"{number}\n")

    def numbers(self) -> list[int]:
        return [int(line) for line in self.file.read_text().split()]


def record(store_url: str, book: Book, ended: Event) -> None:
    """Record a note on a random action every few seconds, until ``ended``."""
    store, at_random = open_store(store_url), random.Random(ws_client.SEED)
    actions = read_snapshot(store).tables["action"]["ref"].to_list()
    number = 0
    while not ended.wait(at_random.uniform(0.5, 1.5) * BETWEEN_RECORDS):
        number += 1
        now = datetime.now(UTC)
        note = schemas.NewActionUpdate(
            action=at_random.choice(actions), effective_on=now.date(), note=label(number)
        )
        writes.record(store, note, by=BY, at=now)
        book.add(number)


def import_files_of_cases(store_url: str, book: Book, ended: Event) -> None:
    """Import a file of new cases every minute, until ``ended``."""
    store, content = open_store(store_url), investigations_file(CASES_A_FILE).decode()
    number = 0
    while not ended.wait(BETWEEN_IMPORTS):
        number += 1
        now = datetime.now(UTC)
        upload = Upload("file.csv", content.replace("\n50/", f"\n{50 + number}/").encode())
        report = import_files(
            store,
            [upload],
            Options(source=label(number), received_on=now.date()),
            key=KEY,
            accepts_no_sign_in=True,
            by=BY,
            at=now,
        )
        if not report.loaded:
            raise RuntimeError(f"The import was refused: {report.errors.head(3)}")
        book.add(number)


def label(number: int) -> str:
    return f"Long run {number}"


@contextmanager
def writers(store_url: str, notes: Book, files: Book) -> Iterator[None]:
    """Run both writers until the block ends; each finishes the write it has begun.

    Errors: RuntimeError if one of them failed.
    """
    processes = multiprocessing.get_context("spawn")
    ended = processes.Event()
    running = [
        processes.Process(target=record, args=(store_url, notes, ended)),
        processes.Process(target=import_files_of_cases, args=(store_url, files, ended)),
    ]
    for writer in running:
        writer.start()
    try:
        yield
    finally:
        ended.set()
        for writer in running:
            writer.join()
    if any(writer.exitcode for writer in running):
        raise RuntimeError("A process that wrote has failed.")
