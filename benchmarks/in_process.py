"""Times reading and counting in this process, without Streamlit."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from time import perf_counter

from data_access.reads import Snapshot, read_snapshot
from data_access.store import open_store
from metrics.day_state import day_state_on
from metrics.recommendations.measure_evidence import differences_of_day


def snapshot_readings(store_url: str, times: int) -> tuple[Snapshot, list[float]]:
    """The snapshot of the store, and the seconds of each further read."""
    store = open_store(store_url)
    snapshot = read_snapshot(store)
    return snapshot, [seconds(partial(read_snapshot, store)) for _ in range(times)]


def standings(snapshot: Snapshot, last: date, times: int) -> list[float]:
    """Seconds to derive the state of each of the last days, its lazy properties included."""

    def work_out(day: date) -> None:
        day_state = day_state_on(day, snapshot.tables)
        _ = day_state.recommendations, day_state.inspections, differences_of_day(day_state)

    work_out(last)
    days = [last - timedelta(number) for number in range(times)]
    return [seconds(partial(work_out, day)) for day in days]


def seconds(act: Callable[[], object]) -> float:
    """Seconds that ``act`` takes."""
    started = perf_counter()
    act()
    return perf_counter() - started
