"""Compares this working copy with another: ``python -m benchmarks turns ../other``.

Each line is measured in both by turns, so that other load on the machine slows both. Both are
driven from outside, by commands, websocket and Chromium, so the other may have other modules.
*Before* is the other, *after* is this one: below 1, this one is faster or smaller.
With ``--sign-in`` people sign in at this one; if no other is named, it is compared with itself.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, TypeVar

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page
from websockets.exceptions import WebSocketException

from benchmarks import browser, import_speed, ws_client
from benchmarks.app_server import Server, Site, python_of, running, running_with_sign_in
from benchmarks.browser import Interaction
from benchmarks.results import Ratio, head, milliseconds, row
from data_access.reads import Snapshot, read_snapshot
from data_access.store import open_store
from tests.serving import ROOT, environment

WORST_RATIO = 1.1
# The number of measurements per line and working copy, multiplied by --scale.
STARTS, SCRIPT_RUNS, COLD_OPENINGS, STEPS, ROUNDS, IMPORTS = 3, 20, 8, 20, 4, 3
READING_SECONDS = 35
IMPORTED = 100_000
LONGEST_START = 180
FAILURES = (RuntimeError, OSError, TimeoutError, WebSocketException, PlaywrightError)

T = TypeVar("T")
Pair = tuple[T, T]


class Checkout(NamedTuple):
    """A working copy, the folder of its store, and whether people sign in."""

    root: Path
    folder: Path
    signs_in: bool = False

    @property
    def store(self) -> Path:
        return self.folder / "demonstration.db"

    def make_store(self) -> None:
        """Make the demonstration with this working copy's own command."""
        subprocess.run(
            [python_of(self.root), "-m", "data_access", "demo"],
            cwd=self.root,
            env=environment(STORE_URL=f"sqlite:///{self.store}"),
            check=True,
            capture_output=True,
        )

    @contextmanager
    def app(self, store: Path) -> Iterator[Server]:
        """Run this working copy's app on ``store`` until the block ends."""
        url = f"sqlite:///{store}"
        log = store.parent
        if self.signs_in:
            started = running_with_sign_in(url, log, longest_start=LONGEST_START)
        else:
            started = running("app.py", url, log, root=self.root, longest_start=LONGEST_START)
        with started as server:
            yield server


class Apps(NamedTuple):
    """Both apps, running on stores of the same content."""

    servers: Pair[Server]
    snapshot: Snapshot

    @property
    def sites(self) -> list[Site]:
        return [server.site for server in self.servers]

    def addresses(self) -> list[str]:
        """The pages that both have."""
        before, after = (asyncio.run(ws_client.page_addresses(each)) for each in self.sites)
        return [address for address in after if address in before]


def in_turns(acts: Sequence[Callable[[], T]], times: int) -> Pair[list[T]]:
    """Run two acts ``times`` times, taking turns to go first; return the results of each."""
    samples: Pair[list[T]] = ([], [])
    turns = list(zip(acts, samples, strict=True))
    for _ in range(times):
        for act, returned in turns:
            returned.append(act())
        turns.reverse()
    return samples


def ratio(what: str, seconds: Iterable[Sequence[float]], share: float = 0.5) -> Ratio:
    """The line of a measured time, from the other working copy's times and then this one's."""
    before, after = map(milliseconds, seconds)
    return Ratio(what, before, after, share=share)


# Lines of commands: (both working copies, scale)


def start_lines(checkouts: Pair[Checkout], scale: float) -> Iterator[Ratio]:
    """Time from the command until the app is ready, on a new store and then on that store again."""

    def start(checkout: Checkout, *, is_cold: bool) -> float:
        folder = checkout.folder / "started"
        if is_cold:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            shutil.copy(checkout.store, folder)
        began = perf_counter()
        with checkout.app(folder / checkout.store.name):
            return perf_counter() - began

    for checkout in checkouts:
        # The first start of a working copy compiles its modules.
        start(checkout, is_cold=True)
    for what, is_cold in (
        ("Cold start until ready", True),
        ("Start on the same store again", False),
    ):
        acts = [partial(start, checkout, is_cold=is_cold) for checkout in checkouts]
        yield ratio(what, in_turns(acts, _times(STARTS, scale)))


def import_lines(checkouts: Pair[Checkout], scale: float) -> Iterator[Ratio]:
    """Import a large file of cases into a new store, by the command."""

    def run(checkout: Checkout) -> tuple[float, float]:
        with tempfile.TemporaryDirectory(dir=checkout.folder) as folder:
            store_url = f"sqlite:///{folder}/office.db"
            return import_speed.import_by_command(files, store_url, checkout.root)

    files = import_speed.files_of_an_office(IMPORTED, checkouts[0].folder)
    runs = in_turns([partial(run, each) for each in checkouts], _times(IMPORTS, scale))
    seconds, (before, after) = ([[run[n] for run in side] for side in runs] for n in (0, 1))
    yield ratio(f"Importing {IMPORTED:,} investigations", seconds)
    yield Ratio("Peak memory of that command", before, after, unit="MB")


# Lines of apps: (both apps, scale)


def page_lines(apps: Apps, scale: float) -> Iterator[Ratio]:
    """Script runs of each page, with everything cached."""
    times = _times(SCRIPT_RUNS, scale)
    for address in apps.addresses():
        seconds = asyncio.run(ws_client.page_in_both(apps.sites, address, times))
        yield ratio(f"Script run, {ws_client.page_name(address)}", seconds)


def cold_lines(apps: Apps, scale: float) -> Iterator[Ratio]:
    """The briefing in a browser with an empty cache."""
    with browser.chromium() as chromium:
        acts = [partial(browser.cold_opening, chromium, each) for each in apps.sites]
        openings = in_turns(acts, _times(COLD_OPENINGS, scale))
    for place, what in enumerate(("First heading", "First complete page")):
        seconds = [[opening[place] for opening in side] for side in openings]
        yield ratio(f"{what}, cold browser", seconds)


def interaction_lines(name: str, apps: Apps, scale: float) -> Iterator[Ratio]:
    """Steps of a reader in Chromium, each until its final chart is drawn."""
    what, steps = browser.INTERACTIONS[name]
    interaction = steps(apps.snapshot, _times(STEPS, scale))
    yield ratio(what, steps_in_turns(apps.sites, interaction))


def reader_lines(apps: Apps, scale: float) -> Iterator[Ratio]:
    """Many readers at once, each turning a page or choosing every few seconds."""
    addresses = apps.addresses()

    def read(site: Site) -> list[float]:
        return asyncio.run(ws_client.many_readers(site, addresses, reading_seconds=READING_SECONDS))

    rounds = in_turns([partial(read, each) for each in apps.sites], _times(ROUNDS, scale))
    before, after = (list(chain.from_iterable(each)) for each in rounds)
    what = f"Page change or filter, {ws_client.READERS} readers"
    yield ratio(f"{what}, p50", (before, after))
    yield ratio(f"{what}, p95", (before, after), share=0.95)


def memory_lines(apps: Apps, _scale: float) -> Iterator[Ratio]:
    """The memory of the processes after all the lines above."""
    before, after = ([server.resident_megabytes()] for server in apps.servers)
    yield Ratio("Memory of the process afterwards", before, after, unit="MB")


def steps_in_turns(sites: Sequence[Site], interaction: Interaction) -> list[list[float]]:
    """The seconds of each step in both apps."""

    def run(page: Page, steps: Sequence[Callable[[Page], float]]) -> Iterator[float]:
        for step in steps:
            page.bring_to_front()
            yield step(page)

    before: list[float] = []
    after: list[float] = []
    with browser.chromium() as chromium:
        for begin in range(0, len(interaction.steps), browser.STEPS_A_PAGE):
            steps = interaction.steps[begin : begin + browser.STEPS_A_PAGE]
            with ExitStack() as stack:
                pages = [
                    stack.enter_context(browser.opened(chromium, site, interaction.address))
                    for site in sites
                ]
                seconds = in_turns([partial(next, run(page, steps)) for page in pages], len(steps))
            before += seconds[0]
            after += seconds[1]
    return [before, after]


OF_COMMANDS = {"start": start_lines, "import": import_lines}
OF_APPS: dict[str, Callable[[Apps, float], Iterator[Ratio]]] = {
    "pages": page_lines,
    "cold": cold_lines,
    **{name: partial(interaction_lines, name) for name in browser.INTERACTIONS},
    "readers": reader_lines,
    "memory": memory_lines,
}
LINES = [*OF_COMMANDS, *OF_APPS]


def measure(checkouts: Pair[Checkout], chosen: Sequence[str], scale: float) -> Iterator[Ratio]:
    """Measure the chosen lines, one after the other; report and leave out those that fail."""
    for checkout in checkouts:
        checkout.folder.mkdir()
        checkout.make_store()
    for name, of_commands in OF_COMMANDS.items():
        if name in chosen:
            yield from _unless_failed(name, of_commands(checkouts, scale))
    if not OF_APPS.keys() & chosen:
        return
    with ExitStack() as stack:
        before, after = (stack.enter_context(each.app(each.store)) for each in checkouts)
        snapshot = read_snapshot(open_store(f"sqlite:///{checkouts[1].store}"))
        for name, of_apps in OF_APPS.items():
            if name in chosen:
                lines = of_apps(Apps((before, after), snapshot), scale)
                yield from _unless_failed(name, lines)


def _unless_failed(name: str, lines: Iterator[Ratio]) -> Iterator[Ratio]:
    try:
        yield from lines
    except FAILURES as problem:
        print(f"Failed: {name}: {problem}", file=sys.stderr, flush=True)


def _times(usual: int, scale: float) -> int:
    return max(1, round(usual * scale))


def main(arguments: Sequence[str]) -> None:
    """Measure the chosen lines and print each as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks turns")
    parser.add_argument("other", type=Path, nargs="?", help="the folder of the other working copy")
    parser.add_argument("--sign-in", action="store_true", help="people sign in, here alone")
    parser.add_argument("--lines", nargs="+", choices=LINES, default=LINES)
    parser.add_argument("--scale", type=float, default=1, help="so many times as many repeats")
    given = parser.parse_args(arguments)
    if not given.other and not given.sign_in:
        parser.error("name the folder of another working copy, or --sign-in")
    other = (given.other or ROOT).resolve()
    if not (other / "app.py").is_file():
        parser.error(f"there is no app.py in {given.other}")
    # Without this, every start compiles every module again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    began = perf_counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        checkouts = (
            Checkout(other, Path(place) / "before"),
            Checkout(ROOT, Path(place) / "after", signs_in=given.sign_in),
        )
        print(head(Ratio), flush=True)
        above = []
        for line in measure(checkouts, given.lines, given.scale):
            print(row(line), flush=True)
            if line.ratio > WORST_RATIO:
                above.append(line.what)
    print(f"\nAbove {WORST_RATIO} times: {'; '.join(above) or 'none'}.")
    print(f"Measured by `make turns` in {perf_counter() - began:.0f} seconds.")
