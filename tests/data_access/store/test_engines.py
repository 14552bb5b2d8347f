"""A process has one engine for each server store, however many threads ask for it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

from sqlalchemy import URL, Engine, create_engine

from data_access.store import engines
from data_access.store.engines import engine_for


def test_threads_that_ask_at_once_for_a_server_share_one_engine(monkeypatch):
    url = URL.create("postgresql+psycopg", host="127.0.0.1", database="never_connected_to")
    both_make_one = Barrier(2)

    def making(of: URL, **options: object) -> Engine:
        with suppress(BrokenBarrierError):
            both_make_one.wait(timeout=0.3)
        return create_engine(of, **options)

    monkeypatch.setattr(engines, "create_engine", making)
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(engine_for, [url, url])

    assert one is other
