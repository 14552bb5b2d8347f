"""Workbooks are read by one worker a module: it takes longer to start than a small file to read."""

from collections.abc import Iterator

import pytest

from data_access.intake.reading import reader
from data_access.worker import Limits, Worker, WorkerEnded


@pytest.fixture(autouse=True, scope="module")
def one_worker() -> Iterator[None]:
    workers: list[Worker] = []

    def call(function: str, content: bytes, limits: Limits) -> object:
        if not workers:
            workers.append(Worker())
        try:
            return workers[0].call(function, content, limits=limits)
        except WorkerEnded:
            workers.pop().close()
            raise

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "call", call)
        yield
    for worker in workers:
        worker.close()
