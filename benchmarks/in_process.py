"""What reading and working out cost by themselves, in this process."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from time import perf_counter

from data_access.reads import Snapshot, read_snapshot
from data_access.store import open_store
from metrics.day_state import day_state_on


def snapshot_readings(store_url: str, times: int) -> tuple[Snapshot, list[float]]:
    """The whole store, and the seconds of reading it again and again."""
    store = open_store(store_url)
    snapshot = read_snapshot(store)
    return snapshot, [seconds(partial(read_snapshot, store)) for _ in range(times)]


def standings(snapshot: Snapshot, last: date, times: int) -> list[float]:
    """Seconds of working out where everything stood, a day each, with all that is lazy in it."""

    def work_out(day: date) -> None:
        day_state = day_state_on(day, snapshot.tables)
        for lazy in ("recommendations", "inspections", "differences"):
            getattr(day_state, lazy)

    work_out(last)
    days = [last - timedelta(number) for number in range(times)]
    return [seconds(partial(work_out, day)) for day in days]


def seconds(act: Callable[[], object]) -> float:
    """How long ``act`` takes."""
    started = perf_counter()
    act()
    return perf_counter() - started
