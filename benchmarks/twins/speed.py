"""Times two of our pages beside their twins: ``python -m benchmarks twins``.

One clock for all: from the reader's act until the page has what was asked for and nothing on it
has changed for a while; the time is that of the last change.
"""

import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import ClassVar, Literal
from urllib.error import URLError

from playwright.sync_api import Browser, Page

from benchmarks import browser
from benchmarks.app_server import Site, running
from benchmarks.results import head, percentile, row, with_unit
from benchmarks.twins.twin import DASH, OURS, PLAIN, Twin, twins_at
from data_access.reads import Snapshot, read_snapshot
from data_access.store import open_store
from metrics.day_state import day_state_on
from metrics.text_format import day_text
from tests.serving import ROOT, environment, free_port, make_store

# Where `make bench` installs the other tools.
TOOLS = ROOT / ".venv/twins"
TIMES, COLD, COLD_BESIDE_EMPTY = 20, 8, 12
LONGEST = 180
# Milliseconds by which our first heading may come after that of an empty page.
HEADING_MARGIN = 100
# What marks a page as still at work, which is no change of the page.
STATUS = "[data-testid=stStatusWidget], [data-testid=stAppDeployButton], .dash-spinner-container"
LAST_CHANGE = f"""
const has = ([selector, text]) => {{
  const found = [...document.querySelectorAll(selector)];
  return found.some((element) => !text || element.textContent.includes(text));
}};
const quiet = (wanted) => new Promise((resolve, reject) => {{
  let last = performance.now();
  const watch = new MutationObserver((changes) => {{
    if (changes.some((change) => !change.target.closest?.('{STATUS}'))) last = performance.now();
  }});
  watch.observe(document, {{ subtree: true, childList: true, attributes: true,
                            characterData: true }});
  const look = () => {{
    if (wanted.every(has) && performance.now() - last >= {browser.DRAWN_AFTER_MS}) resolve(last);
    else setTimeout(look, 10);
  }};
  setTimeout(() => reject(new Error('The page is not the one waited for.')),
             {browser.LONGEST_WAIT_MS});
  look();
}});
"""
AFTER_AN_ACT = f"""(wanted) => {{
  {LAST_CHANGE}
  let began = null;
  for (const act of ['pointerdown', 'keydown', 'input'])
    document.addEventListener(act, () => {{ began ??= performance.now(); }}, {{ capture: true }});
  window.benched = quiet(wanted).then((ended) => ended - began);
}}"""
HEADING = """new Promise((resolve) => {
  const look = () => document.querySelector('h1')?.textContent
    ? resolve(performance.now()) : setTimeout(look, 5);
  look();
})"""

BESIDE = (PLAIN, DASH)
Wanted = list[tuple[str, str]]


@dataclass(frozen=True)
class Beside:
    """A line of times, by name of the page, in milliseconds; ours first."""

    what: str
    times: Mapping[str, Sequence[float]]

    headings: ClassVar[str] = " | ".join(
        ["p50 / p95", OURS, *BESIDE, *(f"Ours / {name}, p50" for name in BESIDE)]
    )

    @property
    def cells(self) -> list[str]:
        """The texts of the line."""
        middle = {name: percentile(taken, 0.5) for name, taken in self.times.items()}
        both = [
            f"{with_unit(middle[name], 'ms')} / {with_unit(percentile(taken, 0.95), 'ms')}"
            for name, taken in self.times.items()
        ]
        ratios = [f"{middle[OURS] / middle[name]:.2f}" for name in BESIDE]
        return [self.what, *both, *ratios]


def measure(twins: Sequence[Twin], snapshot: Snapshot) -> Iterator[Beside]:
    """Measure all lines; the pages take turns."""
    last = snapshot.demonstration_as_at
    assert last
    days = [last - timedelta(number) for number in range(1, TIMES + 1)]
    # The leads are chosen on the last of the days.
    plan = day_state_on(days[-1], snapshot.tables).actions
    leads = plan["lead"].value_counts(sort=True).rows()[:2]
    areas = snapshot.tables["area"]["name"].sort()[:2]
    lines = browser.lines_to_press(snapshot)
    with browser.chromium() as chromium:
        with all_opened(chromium, twins, "plan", last) as pages:
            yield _in_turns("Another day to the final chart", pages, map(day_step, days))
            of_leads = [lead_step(*leads[number % 2]) for number in range(TIMES)]
            yield _in_turns("Another lead to the final chart", pages, of_leads)
        with all_opened(chromium, twins, "plan", last) as pages:
            of_lines = [press_step(*lines[number % len(lines)]) for number in range(TIMES)]
            yield _in_turns("A press on a line to the final chart", pages, of_lines)
        with all_opened(chromium, twins, "cases", last) as pages:
            of_areas = [area_step(areas[number % 2]) for number in range(TIMES)]
            yield _in_turns("Another area to the final chart", pages, of_areas)
        cold = {twin.name: [_cold(chromium, twin) for _ in range(COLD)] for twin in twins}
    for place, what in enumerate(("First heading", "Final chart")):
        yield Beside(
            f"{what}, cold browser",
            {name: [times[place] for times in taken] for name, taken in cold.items()},
        )


Step = Callable[[Twin, Page], float]


def _in_turns(what: str, pages: dict[Twin, Page], steps: Iterator[Step] | list[Step]) -> Beside:
    times: dict[str, list[float]] = {twin.name: [] for twin in pages}
    for step in steps:
        for twin, page in pages.items():
            times[twin.name].append(step(twin, page))
    return Beside(what, times)


def day_step(day: date) -> Step:
    """Another day; each step gives the milliseconds from the reader's act to the final chart."""

    def step(twin: Twin, page: Page) -> float:
        press = twin.type_day(page, day)
        return _timed(page, [(twin.as_at, f"As at {day_text(day)}"), (twin.chart, "")], press)

    return step


def lead_step(lead: str, count: int) -> Step:
    """Another organisation, which leads ``count`` actions."""

    def step(twin: Twin, page: Page) -> float:
        choose = twin.find(page, "Lead", lead)
        return _timed(page, [(twin.heading, f"{count} actions"), (twin.chart, "")], choose)

    return step


def press_step(ref: str, row: int) -> Step:
    """A press on the line of an action, which is in the row of that number."""

    def step(twin: Twin, page: Page) -> float:
        press = twin.find_line(page, ref, row)
        return _timed(page, [(twin.heading, f"{ref}: its history"), (twin.chart, "")], press)

    return step


def area_step(area: str) -> Step:
    """Another area."""

    def step(twin: Twin, page: Page) -> float:
        choose = twin.find(page, "Area", area)
        return _timed(page, [("body", f"Cases of {area} alone."), (twin.chart, "")], choose)

    return step


def _timed(page: Page, wanted: Wanted, press: Callable[[], object]) -> float:
    page.evaluate(AFTER_AN_ACT, wanted)
    press()
    return float(page.evaluate("window.benched"))


def _cold(chromium: Browser, twin: Twin) -> tuple[float, float]:
    """Milliseconds to the first heading and to the last change of a page in an empty browser."""
    with browser.new_page(chromium, Site(twin.plan)) as page:
        page.add_init_script(
            f"{LAST_CHANGE} window.heading = {HEADING};"
            f"window.drawn = quiet([['{twin.chart}', '']]);"
        )
        page.goto(twin.plan)
        heading, drawn = page.evaluate("Promise.all([window.heading, window.drawn])")
    return heading, drawn


def headings_beside_empty(ours: str, empty: str) -> tuple[list[float], list[float]]:
    """Milliseconds to the first heading of our page and of an empty one, which take turns."""
    times: dict[str, list[float]] = {ours: [], empty: []}
    with browser.chromium() as chromium:
        for _ in range(COLD_BESIDE_EMPTY):
            for url, taken in times.items():
                with browser.new_page(chromium, Site(url)) as page:
                    page.add_init_script(f"window.heading = {HEADING};")
                    page.goto(url)
                    taken.append(page.evaluate("window.heading"))
    return times[ours], times[empty]


@contextmanager
def all_opened(
    chromium: Browser, twins: Sequence[Twin], which: Literal["plan", "cases"], day: date
) -> Iterator[dict[Twin, Page]]:
    """Open the same page of each."""
    with ExitStack() as stack:
        pages = {}
        for twin in twins:
            url = twin.plan if which == "plan" else twin.cases
            page = stack.enter_context(browser.new_page(chromium, Site(url)))
            page.goto(url)
            page.evaluate(
                f"(wanted) => {{ {LAST_CHANGE} return quiet(wanted); }}",
                [("body", f"As at {day_text(day)}"), (twin.chart, "")],
            )
            pages[twin] = page
        yield pages


@contextmanager
def _dash(which: str, store_url: str, folder: Path) -> Iterator[str]:
    """Run a page of the Dash twin until the block ends; yield its address once it answers."""
    port = free_port()
    command = ["-m", "benchmarks.twins.dash_app", str(port), which]
    surroundings = environment(STORE_URL=store_url, PYTHONPATH=str(TOOLS))
    with _running(command, port, folder / f"dash-{which}.log", ROOT, surroundings) as url:
        yield url


@contextmanager
def _empty_page(folder: Path) -> Iterator[str]:
    """Run an empty Streamlit page in ``folder``, which has no settings of ours, as above."""
    port = free_port()
    page = str(Path(__file__).with_name("empty_page.py"))
    settings = ["--server.headless=true", "--browser.gatherUsageStats=false"]
    command = ["-m", "streamlit", "run", page, f"--server.port={port}", *settings]
    with _running(command, port, folder / "empty.log", folder, environment()) as url:
        yield url


@contextmanager
def _running(
    command: list[str], port: int, log_file: Path, folder: Path, surroundings: dict[str, str]
) -> Iterator[str]:
    with log_file.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=folder, env=surroundings, stdout=log, stderr=log
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url)
            yield url
        finally:
            process.terminate()
            process.wait()


def _wait_for(url: str) -> None:
    until = monotonic() + LONGEST
    while monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=LONGEST)
        except URLError:
            sleep(0.1)
        else:
            return
    raise RuntimeError(f"Nothing answers at {url}.")


def main() -> None:
    """Start the app and its twins on one store, measure, and stop them."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, ExitStack() as stack:
        folder = Path(place)
        store_url = make_store("demonstration", folder)
        ours = stack.enter_context(running("app.py", store_url, folder, longest_start=LONGEST))
        plain = stack.enter_context(
            running(
                "benchmarks/twins/plain_app.py",
                store_url,
                folder,
                longest_start=LONGEST,
                PYTHONPATH=str(ROOT),
            )
        )
        dash_plan = stack.enter_context(_dash("plan", store_url, folder))
        dash_cases = stack.enter_context(_dash("cases", store_url, folder))
        twins = twins_at(ours.site.url, plain.site.url, (dash_plan, dash_cases))
        print(head(Beside), flush=True)
        for line in measure(twins, read_snapshot(open_store(store_url))):
            print(row(line), flush=True)
        empty = stack.enter_context(_empty_page(folder))
        _conclude_heading(*headings_beside_empty(ours.site.url, empty))


def _conclude_heading(ours: list[float], empty: list[float]) -> None:
    later = percentile(ours, 0.5) - percentile(empty, 0.5)
    print(
        f"\nFirst heading in turns with an empty page under Streamlit's own settings, "
        f"{len(ours)} each: {percentile(ours, 0.5):.0f} ms for {percentile(empty, 0.5):.0f}, "
        f"{later:+.0f} ms of the {HEADING_MARGIN} allowed."
    )
