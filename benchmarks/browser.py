"""Times a reader's waits in Chromium, by the page's own clock."""

import shutil
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.app_server import Site
from data_access.reads import Snapshot
from metrics.day_state import day_state_on
from metrics.explore.allowed_dimensions import first_splits
from metrics.explore.quantity import PERIOD
from metrics.explore.registry import QUANTITIES
from metrics.plan.slippage import date_lines, ref_of_line
from metrics.text_format import day_text

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1440, "height": 900}
LONGEST_WAIT_MS = 30_000
# The type of a websocket's frame that the browser tells of in Base64.
BINARY = 2
CAPTION = "[data-testid=stCaptionContainer]"
HEADER = ".st-key-header"
MAIN = "[data-testid=stMain]"
CHART = "[data-testid=stVegaLiteChart]"
# The picture of a page's finding where it is of lines, and no chart.
LINES = ".st-key-finding-of-page .picture"
# What is counted of so few people that no quarter of it is drawn.
NOT_DRAWN = ("review", "meeting_before_nfa", "support_resumed")
# A chart counts as drawn once nothing in it has changed for this long.
DRAWN_AFTER_MS = 300
# Chromium slows down as a page accumulates state, so a new page is opened after this many steps.
STEPS_A_PAGE = 40

# The script has finished, and the last element of each selector contains its text.
LOOKING = f"""
const awaited = '[data-testid=stSkeleton]';
const still = () => !document.querySelector(awaited) && document.querySelector(
  '[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]');
const holds = ([selector, text]) =>
  [...document.querySelectorAll(selector)].at(-1)?.textContent.includes(text);
const shown = (wanted) => still() && wanted.every(holds);
const when = (condition) => new Promise((resolve, reject) => {{
  setTimeout(() => reject(new Error('The page is not the one waited for.')), {LONGEST_WAIT_MS});
  const look = () => condition() && (watch.disconnect(), resolve(performance.now()));
  const watch = new MutationObserver(look);
  watch.observe(document, {{ subtree: true, childList: true, attributes: true,
                            characterData: true }});
  look();
}});
"""
# Measures from the reader's next key, press or choice until the wanted page and its charts are
# drawn.
AFTER_THE_NEXT_ACT = f"""(wanted) => {{
  {LOOKING}
  if (shown(wanted)) throw new Error('The page shows already what it should change to.');
  let began = null, drawn = 0;
  for (const act of ['pointerdown', 'keydown', 'input'])
    document.addEventListener(act, () => {{ began ??= performance.now(); }}, {{ capture: true }});
  const drawing = new MutationObserver((changes) => {{
    if (changes.some((change) => change.target.closest?.('{CHART}'))) drawn = performance.now();
  }});
  drawing.observe(document, {{ subtree: true, childList: true, attributes: true }});
  const pause = () => new Promise((resolve) => setTimeout(resolve, {DRAWN_AFTER_MS}));
  window.benched = when(() => shown(wanted)).then(async (ended) => {{
    do await pause(); while (performance.now() - drawn < {DRAWN_AFTER_MS});
    drawing.disconnect();
    return Math.max(ended, drawn) - began;
  }});
}}"""
WHOLE = f"() => {{ {LOOKING} return shown([['.st-key-footer', 'OFFICIAL']]); }}"
FROM_THE_START = f"""{LOOKING}
window.heading = when(() => document.querySelector('h1')?.textContent);
window.complete = when(() => shown([['{CAPTION}', 'As at '], ['.st-key-footer', 'OFFICIAL']]));
"""

Wanted = list[tuple[str, str]]


class Interaction(NamedTuple):
    """Steps on one page; each returns the seconds from the reader's act to the final chart."""

    address: str
    steps: Sequence[Callable[[Page], float]]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the machine's Chromium, or else Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=QUIET, handle_sigterm=False
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def new_page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page with an empty cache, of who signed in at the app."""
    context = browser.new_context(
        viewport={"width": SCREEN["width"], "height": SCREEN["height"]}, locale="en-GB"
    )
    try:
        if site.cookie:
            name, value = site.cookie.split("=", 1)
            context.add_cookies([{"name": name, "value": value, "url": site.url}])
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT_MS)
        yield page
    finally:
        context.close()


@contextmanager
def opened(browser: Browser, site: Site, address: str) -> Iterator[Page]:
    """Open the page at ``address`` of the server, and yield it once complete."""
    with new_page(browser, site) as page:
        page.goto(f"{site.url}{address}")
        page.wait_for_function(WHOLE)
        yield page


def cold_opening(browser: Browser, site: Site) -> tuple[float, float]:
    """Seconds to the first heading and to the first complete page, with an empty cache."""
    with new_page(browser, site) as page:
        page.add_init_script(FROM_THE_START)
        page.goto(site.url)
        heading, complete = page.evaluate("Promise.all([window.heading, window.complete])")
    return heading / 1000, complete / 1000


def opening_megabytes(browser: Browser, site: Site) -> float:
    """Megabytes received for a first complete page, with an empty cache."""
    received: list[int] = []
    with new_page(browser, site) as page:
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on(
            "Network.loadingFinished", lambda loaded: received.append(loaded["encodedDataLength"])
        )
        network.on(
            "Network.webSocketFrameReceived",
            lambda sent: received.append(_decoded_bytes(sent["response"])),
        )
        page.goto(site.url)
        page.wait_for_function(WHOLE)
        page.wait_for_load_state("networkidle")
    return sum(received) / 1_000_000


def _decoded_bytes(frame: dict[str, Any]) -> int:
    data = frame["payloadData"]
    return len(b64decode(data)) if frame["opcode"] == BINARY else len(data)


def seconds_of(browser: Browser, site: Site, interaction: Interaction) -> list[float]:
    """The seconds of each step in the app."""
    with opened(browser, site, interaction.address) as page:
        return [step(page) for step in interaction.steps]


def day_changes(snapshot: Snapshot, times: int) -> Interaction:
    """Change the as-at day on the joint action plan; no day comes twice."""
    last = snapshot.demonstration_as_at
    assert last
    days = [last - timedelta(number) for number in range(1, times + 1)]
    return Interaction("/joint-action-plan", [partial(_change_day, day=day) for day in days])


def lead_changes(snapshot: Snapshot, times: int) -> Interaction:
    """Change the lead organisation on the joint action plan between the two with most actions."""
    day = snapshot.demonstration_as_at
    assert day
    leads = day_state_on(day, snapshot.tables).actions["lead"].value_counts(sort=True).rows()[:2]
    steps = [partial(_change_lead, lead=lead, count=count) for lead, count in leads]
    return Interaction("/joint-action-plan", _alternating(steps, times))


def area_changes(snapshot: Snapshot, times: int) -> Interaction:
    """Change the area on the case action plans between the first two."""
    areas = snapshot.tables["area"]["name"].sort()[:2]
    steps = [partial(_change_area, area=area) for area in areas]
    return Interaction("/case-action-plans", _alternating(steps, times))


def measure_changes(_snapshot: Snapshot, times: int) -> Interaction:
    """Change the measure on Explore, by period; no measure comes twice."""
    quantities = [
        each
        for each in QUANTITIES.values()
        if PERIOD in first_splits(each) and not each.code.startswith(NOT_DRAWN)
    ]
    first, *others = quantities[:: max(1, len(quantities) // (times + 1))]
    titles = [quantity.title.split("{")[0] for quantity in others[:times]]
    return Interaction(
        f"/explore?by={PERIOD}&measure={first.code}",
        [partial(_change_measure, title=title) for title in titles],
    )


def presses(snapshot: Snapshot, times: int) -> Interaction:
    """Press the line of another action in the chart of dates, which opens its history above."""
    steps = [partial(_press_line, row=row, ref=ref) for ref, row in lines_to_press(snapshot)]
    return Interaction("/joint-action-plan", _alternating(steps, times))


def lines_to_press(snapshot: Snapshot) -> list[tuple[str, int]]:
    """The actions in the chart of dates: the ref of each and the number of its row."""
    day = snapshot.demonstration_as_at
    assert day
    names = date_lines(day_state_on(day, snapshot.tables).actions, day)["name"]
    return [(ref_of_line(name), row) for row, name in enumerate(names)]


INTERACTIONS = {
    "day": ("Filter to final chart in Chromium, as-at day", day_changes),
    "lead": ("Filter to final chart in Chromium, lead", lead_changes),
    "area": ("Filter to final chart in Chromium, area", area_changes),
    "explore": ("Another measure to its chart in Chromium", measure_changes),
    "press": ("Press on a mark to final chart in Chromium", presses),
}


def _alternating(
    steps: Sequence[Callable[[Page], float]], times: int
) -> list[Callable[[Page], float]]:
    return [steps[number % len(steps)] for number in range(times)]


def typed_day(page: Page, day: date) -> Callable[[], object]:
    """Type a day into the box of the day, and return the press of the last key.

    The box is one to type in or, in plain Streamlit, one with a calendar.
    """
    ours = page.get_by_role("textbox", name="Another day")
    of_streamlit = page.locator(".st-key-as_at").get_by_role("spinbutton").first
    ours.or_(of_streamlit).wait_for()
    if ours.count():
        ours.fill(f"{day:%d/%m/%Y}")
        return partial(ours.press, "Enter")
    of_streamlit.click()
    page.keyboard.type(f"{day:%d%m%Y}")
    # Streamlit sends the day once the focus leaves the calendar's button after the last field.
    page.keyboard.press("Tab")
    return partial(page.keyboard.press, "Tab")


def found_option(page: Page, text: str, *, within: str) -> Callable[[], object]:
    """Open the list of that name, find an option in it, and return what chooses it."""
    page.get_by_role("combobox", name=within).click()
    option = page.get_by_role("option", name=text, exact=True)
    option.wait_for()
    return option.click


def found_line(page: Page, row: int) -> Callable[[], object]:
    """Find the line in a row of the chart of dates, and return what presses it."""
    # What is pressed lies below all else in the chart, a rectangle for each of its rows.
    line = page.locator(f"{CHART} .role-mark").first.locator("path").nth(row)
    line.scroll_into_view_if_needed()
    return partial(line.click, force=True)


def _change_day(page: Page, day: date) -> float:
    in_words = f"As at {day_text(day)}"
    wanted = [(HEADER, in_words), (CAPTION, f"{in_words}.")]
    return _timed(page, wanted, typed_day(page, day))


def _change_lead(page: Page, lead: str, count: int) -> float:
    wanted = [(".st-key-fold-actions summary", f"{count} actions"), (f"{CHART} .marks", "")]
    return _timed(page, wanted, found_option(page, lead, within="Lead"))


def _change_area(page: Page, area: str) -> float:
    wanted = [(MAIN, f"Cases of {area} alone."), (LINES, "")]
    return _timed(page, wanted, found_option(page, area, within="Area"))


def _change_measure(page: Page, title: str) -> float:
    box = page.get_by_role("combobox", name="What to count")
    box.click()
    box.fill(title)
    # The list and the query's text have the name inside other words; what was typed comes first.
    option = page.get_by_role("option").filter(has_text=title[1:], has_not_text="Add: ").first
    wanted = [(".st-key-lead", title[1:]), (f"{CHART} .marks", "")]
    return _timed(page, wanted, option.click)


def _press_line(page: Page, row: int, ref: str) -> float:
    wanted = [(".st-key-section-action h2", f"{ref}: its history"), (f"{CHART} .marks", "")]
    return _timed(page, wanted, found_line(page, row))


def _timed(page: Page, wanted: Wanted, act: Callable[[], object]) -> float:
    page.evaluate(AFTER_THE_NEXT_ACT, wanted)
    act()
    return float(page.evaluate("window.benched")) / 1000
