"""Measures the app beside its budgets: ``python -m benchmarks``, some three minutes.

The table goes to standard output, what is being done to standard error.
"""

import asyncio
import signal
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from benchmarks import chromium, inside, results, sessions
from benchmarks.results import Result, milliseconds
from benchmarks.serving import Server, running
from tests.serving import make_store

LONGEST_RUN = 240
SCRIPT_RUNS, FILTERS, COLD_OPENINGS, READINGS = 40, 20, 10, 30
SCRIPT_BUDGET, FILTER_BUDGET, MANY_BUDGET = 60, 250, 150
HEADING_BUDGET, COMPLETE_BUDGET, MEMORY_BUDGET = 1500, 2500, 400


def measure(app: Server, bare: Server, store_url: str) -> str:
    """Everything, one after the other: the machine and the table."""
    found: list[Result] = []
    snapshot, readings = inside.snapshot_readings(store_url, READINGS)
    last: date | None = snapshot.demonstration_as_at
    assert last
    _say("every page, one reader")
    addresses = asyncio.run(sessions.page_addresses(app.url))
    for address in addresses:
        ours, beside = asyncio.run(
            sessions.page_beside_bare(app.url, bare.url, address, SCRIPT_RUNS)
        )
        name = address.replace("-", " ").capitalize() or "Briefing"
        found.append(
            Result(
                f"Script run, {name}", milliseconds(ours), SCRIPT_BUDGET, bare=milliseconds(beside)
            )
        )
    _say("filters and cold openings in Chromium")
    with chromium.chromium() as browser:
        version = browser.version
        days = chromium.day_changes(browser, app.url, last, FILTERS)
        leads = chromium.lead_changes(browser, app.url, snapshot, FILTERS)
        cold = [chromium.cold_opening(browser, app.url) for _ in range(COLD_OPENINGS)]
    _say(f"{sessions.READERS} readers for {sessions.READING_SECONDS} seconds")
    many = asyncio.run(sessions.many_readers(app.url, addresses))
    memory = app.resident_megabytes()
    _say("reading and working out")
    stood = inside.standings(snapshot, last, READINGS)
    headings, completes = zip(*cold, strict=True)
    found += [
        Result("Filter to final in Chromium, as-at day", milliseconds(days), FILTER_BUDGET),
        Result("Filter to final in Chromium, lead", milliseconds(leads), FILTER_BUDGET),
        Result(
            f"Page change or filter, {sessions.READERS} readers", milliseconds(many), MANY_BUDGET
        ),
        Result("First heading, cold browser", milliseconds(headings), HEADING_BUDGET),
        Result("First complete page, cold browser", milliseconds(completes), COMPLETE_BUDGET),
        Result("Memory of the process afterwards", [memory], MEMORY_BUDGET, unit="MB"),
        Result("Reading the whole store", milliseconds(readings)),
        Result("Where everything stood on a day", milliseconds(stood)),
    ]
    return f"{results.machine(version)}\n\n{results.table(found)}"


def main() -> None:
    """Start what is needed, measure, print, and stop what was started, whatever happens."""
    signal.signal(signal.SIGTERM, _stop)
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, _stop)
        signal.alarm(LONGEST_RUN)
    started = perf_counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        _say("a demonstration store, the app and a bare page")
        store_url = make_store("demonstration", folder)
        with (
            running("app.py", store_url, folder) as app,
            running("benchmarks/bare.py", store_url, folder) as bare,
        ):
            print(measure(app, bare, store_url))
    print(f"\nMeasured by `make bench` in {perf_counter() - started:.0f} seconds.")


def _stop(number: int, _frame: object) -> None:
    """End as an interruption does, so that every block ends what it started."""
    reason = "It was told to stop" if number == signal.SIGTERM else "It took too long"
    raise SystemExit(f"{reason}; nothing is left running.")


def _say(what: str) -> None:
    print(f"Measuring: {what} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped; nothing is left running.")
    except RuntimeError as problem:
        sys.exit(str(problem))
