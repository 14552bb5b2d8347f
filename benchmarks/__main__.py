"""Measures the app against its budgets: ``python -m benchmarks`` takes some twelve minutes.

It prints each line of a Markdown table as soon as it is measured.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks import (
    ab_compare,
    browser,
    catch_up,
    hostile,
    import_speed,
    in_process,
    meeting,
    open_documents,
    releases,
    results,
    scaling,
    screenshots,
    soak,
    ws_client,
)
from benchmarks.app_server import Server, running, running_with_sign_in
from benchmarks.documents import pack_lines
from benchmarks.results import Result, milliseconds
from benchmarks.twins import speed
from tests.serving import make_store

LONGEST_RUN = 1200
SCRIPT_RUNS, FILTERS, COLD_OPENINGS, READINGS = 40, 20, 10, 30
SCRIPT_BUDGET, FILTER_BUDGET, MANY_BUDGET = 60, 300, 150
IMPORTED, IMPORTS, IMPORT_TIMES = 100_000, 3, 4
HEADING_BUDGET, COMPLETE_BUDGET, MEMORY_BUDGET, PACK_BUDGET = 1500, 2500, 420, 1000
# A fifth more than the megabytes of a first page before it had pictures.
RECEIVED_BUDGET = 1.2 * 3.18


def measure(app: Server, bare: Server, store_url: str) -> Iterator[Result]:
    """Measure all lines, one after the other."""
    snapshot, readings = in_process.snapshot_readings(store_url, READINGS)
    last = snapshot.demonstration_as_at
    assert last
    yield Result("Reading the whole store", milliseconds(readings))
    stood = in_process.standings(snapshot, last, READINGS)
    yield Result("Where everything stood on a day", milliseconds(stood))
    yield _importing()
    yield from pack_lines(store_url, PACK_BUDGET)
    addresses = asyncio.run(ws_client.page_addresses(app.site))
    of_bare: list[float] = []
    for address in addresses:
        ours, beside = asyncio.run(
            ws_client.page_beside_bare(app.site, bare.site, address, SCRIPT_RUNS)
        )
        of_bare += beside
        name = ws_client.page_name(address)
        yield Result(
            f"Script run, {name}", milliseconds(ours), SCRIPT_BUDGET, plain=milliseconds(beside)
        )
    # It depends on the machine alone, and so shows the machine's speed in this run.
    yield Result("Script run, a bare Streamlit page", milliseconds(of_bare))
    with browser.chromium() as chromium:
        for what, interaction in browser.INTERACTIONS.values():
            taken = browser.seconds_of(chromium, app.site, interaction(snapshot, FILTERS))
            yield Result(what, milliseconds(taken), FILTER_BUDGET)
        cold = [browser.cold_opening(chromium, app.site) for _ in range(COLD_OPENINGS)]
        headings, completes = zip(*cold, strict=True)
        yield Result("First heading, cold browser", milliseconds(headings), HEADING_BUDGET)
        yield Result("First complete page, cold browser", milliseconds(completes), COMPLETE_BUDGET)
        received = browser.opening_megabytes(chromium, app.site)
        yield Result("Received for a first page", [received], RECEIVED_BUDGET, unit="MB")
    many = asyncio.run(ws_client.many_readers(app.site, addresses))
    what = f"Page change or filter, {ws_client.READERS} readers"
    yield Result(what, milliseconds(many), MANY_BUDGET)
    yield Result(
        "Memory of the process afterwards", [app.resident_megabytes()], MEMORY_BUDGET, unit="MB"
    )


def _importing() -> Result:
    content = import_speed.investigations_file(IMPORTED)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        turns = [import_speed.import_seconds(content, Path(folder)) for _ in range(IMPORTS)]
    ours, plain = zip(*turns, strict=True)
    return Result(
        f"Importing {IMPORTED:,} investigations",
        milliseconds(ours),
        plain=milliseconds(plain),
        times_budget=IMPORT_TIMES,
    )


def main(arguments: Sequence[str]) -> None:
    """Start the app and a bare one, measure, print, and stop both whatever happens."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--sign-in", action="store_true", help="the reader has signed in")
    given = parser.parse_args(arguments)
    start = running_with_sign_in if given.sign_in else partial(running, "app.py")
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, _stop)
        signal.alarm(LONGEST_RUN)
    started = perf_counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        store_url = make_store("demonstration", folder)
        with (
            start(store_url, folder) as app,
            running("benchmarks/baseline_app.py", store_url, folder) as bare,
        ):
            with browser.chromium() as chromium:
                print(f"{results.machine(chromium.version)}\n\n{results.head(Result)}", flush=True)
            # Flushed line by line, so that an interrupted run still shows what it measured.
            for result in measure(app, bare, store_url):
                print(results.row(result), flush=True)
    print("\nWhat releases of figures about people show and lose:\n")
    releases.main()
    print("\nThe joint action plan beside the same page built with other tools:\n")
    speed.main()
    print("\nA new office brought up to date by keys alone:\n")
    catch_up.main()
    print("\nSix outcomes recorded at a meeting:\n")
    meeting.main()
    print(f"\nMeasured by `make bench` in {perf_counter() - started:.0f} seconds.")


def _stop(number: int, _frame: object) -> None:
    """Leave every ``with`` block, so that each ends the processes it started."""
    reason = "It was told to stop" if number == signal.SIGTERM else "It took too long"
    raise SystemExit(f"{reason}; nothing is left running.")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    try:
        match sys.argv[1:]:
            case ["sizes", *arguments]:
                scaling.main(arguments)
            case ["long", *arguments]:
                soak.main(arguments)
            case ["hostile", *arguments]:
                hostile.main(arguments)
            case ["turns", *arguments]:
                ab_compare.main(arguments)
            case ["catch-up"]:
                catch_up.main()
            case ["meeting"]:
                meeting.main()
            case ["twins"]:
                speed.main()
            case ["releases"]:
                releases.main()
            case ["documents"]:
                open_documents.main()
            case ["pictures"]:
                screenshots.main()
            case arguments:
                main(arguments)
    except KeyboardInterrupt:
        sys.exit("Stopped; nothing is left running.")
    except RuntimeError as problem:
        sys.exit(str(problem))
