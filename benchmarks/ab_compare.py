"""This working copy beside another: ``python -m benchmarks turns ../other --days 120``.

Both are asked for the same new days of the joint action plan in one Chromium, in turns, so that
whatever else the machine does slows both. A difference of a few milliseconds, which no run of
``make bench`` shows, is seen in some hundred days.
"""

import argparse
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from statistics import mean, stdev

from playwright.sync_api import Browser

from benchmarks import browser
from benchmarks.app_server import running
from benchmarks.results import Result, head, milliseconds, row
from data_access.reads import read_snapshot
from data_access.store import open_store
from tests.serving import ROOT, make_store

# A page grows slower with what a browser keeps of it: after so many days both begin another.
DAYS_A_PAGE = 40
FEWEST_DAYS = 2


def in_turns(
    chromium: Browser, urls: Sequence[str], days: Sequence[date]
) -> tuple[list[float], list[float]]:
    """Seconds to each of ``days``, of the two apps at ``urls``; each goes first every other day."""
    ours: list[float] = []
    theirs: list[float] = []
    for begin in range(0, len(days), DAYS_A_PAGE):
        with ExitStack() as opened:
            pages = [opened.enter_context(browser.opened_plan(chromium, url)) for url in urls]
            both = list(zip(pages, (ours, theirs), strict=True))
            for day in days[begin : begin + DAYS_A_PAGE]:
                for page, taken in both:
                    page.bring_to_front()
                    taken.append(browser.change_day(page, day))
                both.reverse()
    return ours, theirs


def difference_in_words(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """How much longer ours took than theirs, day by day, in milliseconds."""
    longer = [one - other for one, other in zip(ours, theirs, strict=True)]
    error = stdev(longer) / len(longer) ** 0.5
    return f"Ours less the other's, day by day: {mean(longer):+.1f} ms, give or take {error:.1f}."


def main(arguments: Sequence[str]) -> None:
    """Start both on one store, ask in turns, print, and stop both."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks turns")
    asked.add_argument("other", type=Path, help="the folder of the other working copy")
    asked.add_argument("--days", type=int, default=120)
    given = asked.parse_args(arguments)
    if not (given.other / "app.py").is_file():
        asked.error(f"there is no app.py in {given.other}")
    if given.days < FEWEST_DAYS:
        asked.error(f"give {FEWEST_DAYS} days or more")
    ours, theirs = _measured([ROOT, given.other.resolve()], given.days)
    print(head())
    print(row(Result("A new day on the joint action plan, ours", ours)))
    print(row(Result("The same, the other's", theirs)))
    print(f"\n{difference_in_words(ours, theirs)}")


def _measured(roots: Sequence[Path], days: int) -> tuple[list[float], list[float]]:
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        store_url = make_store("demonstration", folder)
        last = read_snapshot(open_store(store_url)).demonstration_as_at
        assert last
        urls = []
        for number, root in enumerate(roots):
            own = folder / str(number)
            own.mkdir()
            urls.append(held.enter_context(running("app.py", store_url, own, root=root)).url)
        chromium = held.enter_context(browser.chromium())
        wanted = [last - timedelta(number) for number in range(1, days + 1)]
        ours, theirs = in_turns(chromium, urls, wanted)
    return milliseconds(ours), milliseconds(theirs)
